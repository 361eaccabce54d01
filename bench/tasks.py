"""What is measured besides the main table, each as a task that can be run again and again."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial

import numpy as np

from bench.chains import Case, Size, gate_chain
from bench.engines import ENGINES, Answer, Engine
from highground.core.chain import ChainModel, analyse, chain_structure, voting_power
from highground.core.chain.coalitions import cheapest_set
from highground.core.chain.engine.algebra import Probability
from highground.core.chain.engine.evaluator import Evaluator, chances

VOTES_SEED = 1


def engine(name: str, size: Size, *, weighted: bool = True) -> Engine:
    """A row of the main table; the case is made beforehand."""
    case = Case(size, weighted)
    _ = case.chain, case.gates, case.p
    return ENGINES[name](case)


def sampled(size: Size) -> Engine:
    """Chance and all Birnbaum figures by sampling the shared people, from the written chain."""
    case = Case(size)

    def run() -> Answer:
        structure = chain_structure(case.chain)
        gates = [gate.node for gate in structure.counting]
        evaluator = Evaluator(gates, len(structure.variables), method="sampling")
        value, slopes = evaluator.gradient(Probability(), chances(case.p))
        error = evaluator.standard_error(chances(case.p))
        return Answer(float(value[0]), slopes[:, 0], f"chance {value[0]:.4f}, standard error {error:.1e}")

    return run


def what_if(size: Size) -> Engine:
    """The chance after one opinion changed, on a chain that is already built; a different opinion each time."""
    model = ChainModel(Case(size).chain)
    opinions = model.means[:, None].copy()
    who = 0

    def run() -> Answer:
        nonlocal who
        changed = opinions.copy()
        changed[who % len(changed)] = 0.5
        who += 1
        return Answer(float(model.chance(changed)[0]), np.zeros(0))

    return run


def coalition(size: Size, *, blocking: bool) -> Engine:
    """The cheapest set that wins or blocks; prices 1–20."""
    case = Case(size)
    prices = [1.0 + (7 * i) % 20 for i in range(size.people)]

    def run() -> Answer:
        found = cheapest_set(case.gates, size.people, prices, blocking=blocking)
        assert found is not None
        return Answer(found[0], np.zeros(0), f"{len(found[1])} people, cost {found[0]:.0f}")

    return run


def whole_analysis(size: Size) -> Engine:
    """`analyse` on a chain of fifteen gates; `shared` is not used."""
    chain = gate_chain(size.people, 15)

    def run() -> Answer:
        analysis = analyse(chain)
        return Answer(analysis.chance.p, np.zeros(0), f"method {analysis.chance.method}")

    return run


def voting_ours(size: Size) -> Engine:
    """Shapley–Shubik and Banzhaf of a weighted vote."""
    weights = _weights(size)

    def run() -> Answer:
        power = voting_power(sum(weights) // 2 + 1, weights)
        return _power(power.shapley, power.banzhaf_raw)

    return run


def voting_powerindices(size: Size) -> Engine:
    """The same by powerindices, which writes into the list it is given."""
    import powerindices

    weights = _weights(size)
    quota = sum(weights) // 2 + 1

    def run() -> Answer:
        with np.errstate(all="ignore"):
            return _power(
                powerindices.compute_ssi(quota, list(weights)), powerindices.compute_pbi(quota, list(weights))
            )

    return run


TASKS: dict[str, Callable[[Size], Engine]] = {
    **{name: partial(engine, name) for name in ENGINES if name != "faultree"},
    "faultree": partial(engine, "faultree", weighted=False),
    "ours, heads counted": partial(engine, "ours", weighted=False),
    "sampled": sampled,
    "what-if": what_if,
    "cheapest winning": partial(coalition, blocking=False),
    "cheapest blocking": partial(coalition, blocking=True),
    "analyse": whole_analysis,
    "voting, ours": voting_ours,
    "voting, powerindices": voting_powerindices,
}


def _weights(size: Size) -> list[int]:
    rng = random.Random(VOTES_SEED)
    return [rng.randint(1, 20) for _ in range(size.people)]


def _power(shapley: object, banzhaf: object) -> Answer:
    shares = np.array(shapley, dtype=float)
    total = float(shares.sum())
    right = abs(total - 1) < 1e-9
    note = f"Shapley–Shubik sums to {total:.6g}" + ("" if right else ": wrong")
    return Answer(total, np.concatenate([shares, np.array(banzhaf, dtype=float)]), note)
