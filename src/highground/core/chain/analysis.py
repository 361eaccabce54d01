"""One reading of a chain: everything the product says about a deal, worked out once and rendered everywhere."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from highground.core.chain.chances import ChainModel
from highground.core.chain.coalitions import SetFamily, minimal_blocking, minimal_winning
from highground.core.chain.common_cause import given_mood
from highground.core.chain.engine.evaluator import Evaluator, Method
from highground.core.chain.explanations import analysis_notes
from highground.core.chain.model import Chain
from highground.core.chain.order import approach_order
from highground.core.chain.power import dummies, power_indices, vetoes
from highground.core.chain.results import (
    Analysis,
    Chance,
    Coalition,
    CoalitionList,
    GateChance,
    PersonAnalysis,
)
from highground.core.chain.stance import StanceTable
from highground.core.chain.structure import Answer, GateState, chain_structure

Array = NDArray[np.float64]

COALITIONS = 10
"""So many coalitions of each kind are listed unless told otherwise."""


def analyse(
    chain: Chain,
    table: StanceTable | None = None,
    *,
    rho: float = 0.0,
    coalitions: int = COALITIONS,
    calibrated: bool = False,
    method: Method | None = None,
) -> Analysis:
    """Everything the product says about a chain.

    `table` says what stances are worth; `rho` is the common cause behind all answers (0 none, below 1); `coalitions`
    bounds how many sets of each kind are listed; `calibrated` is what the workspace's own record says. Raises
    InputError where gates wait for each other or influence does not settle.

    >>> from highground.core.chain import AllOf, Gate, Opinion, Person, Sign, Step
    >>> people = (Person("cto", opinion=Opinion(p=0.8)), Person("cfo", opinion=Opinion(p=0.5)))
    >>> board = Gate("board", AllOf(of=(Sign(person="cto"), Sign(person="cfo"))))
    >>> analysis = analyse(Chain(people, (Step("decide", (board,)),)))
    >>> round(analysis.chance.p, 12), [person.veto for person in analysis.people]
    (0.4, [True, True])
    """
    model = ChainModel(chain, table, rho=rho, method=method)
    means = model.means[:, None]
    p, by_effective = model.gradient(means)
    paper = _Paper(chain, model)
    people = _people(model, paper, by_effective)
    winning, blocking = paper.coalitions(model, coalitions)
    chance = _chance(model, p, calibrated)
    gates = _gates(model)
    order = approach_order(
        chain,
        model.structure,
        model.network,
        gains=[person.up - p for person in people],
        vetoes=[person.veto and (bool(winning.listed) or winning.cut) for person in people],
        dummies=[person.dummy for person in people],
        unknown=[person.opinion.p is None and person.opinion.stance == "unknown" for person in chain.people],
    )
    notes = analysis_notes(model, chance=chance, people=people)
    return Analysis(chain, model.structure, model.table, rho, chance, gates, people, winning, blocking, order, notes)


class _Paper:
    """The chain on paper: everybody present, so that the rule is monotone in answers alone."""

    def __init__(self, chain: Chain, model: ChainModel) -> None:
        self.structure = chain_structure(chain, settle_absences=True)
        self.gates = [gate.node for gate in self.structure.counting]
        same = self.structure.variables == model.structure.variables
        self.evaluator = model.evaluator if same else Evaluator(self.gates, len(self.structure.variables))
        self.power = power_indices(self.evaluator)
        self.vetoes = vetoes(self.gates, len(self.structure.variables))
        self.dummies = dummies(self.evaluator)

    def coalitions(self, model: ChainModel, most: int) -> tuple[CoalitionList, CoalitionList]:
        """Winning and blocking coalitions by the chance that all their members answer so."""
        effective = model.effective(model.means[:, None])[:, 0]
        yes = np.array([effective[model.opinion_of(variable)] for variable in self._answers()])
        size = len(self.structure.variables)
        winning = minimal_winning(self.gates, size, _costs(yes), most)
        blocking = minimal_blocking(self.gates, size, _costs(1 - yes), most)
        return self._named(winning, yes, model.rho), self._named(blocking, 1 - yes, model.rho)

    def of_person(self, person: str) -> list[int]:
        """The variables that are this person's answers."""
        return [i for i, variable in enumerate(self.structure.variables) if variable.person == person]

    def _answers(self) -> list[Answer]:
        return [variable for variable in self.structure.variables if isinstance(variable, Answer)]

    def _named(self, family: SetFamily, p: Array, rho: float) -> CoalitionList:
        names = [str(variable) for variable in self.structure.variables]
        listed = [
            Coalition(tuple(names[i] for i in members), _together(p[list(members)], rho)) for members in family.sets
        ]
        return CoalitionList(tuple(listed), family.cut, family.total)


def _together(p: Array, rho: float) -> float:
    """The chance that all of them come true."""
    if rho == 0 or len(p) == 0:
        return float(np.prod(p))
    moods, weights = given_mood(p[:, None], rho)
    return float(np.prod(moods[:, 0, :], axis=0) @ weights)


def _costs(p: Array) -> list[float]:
    """−log p: the cheapest set is the likeliest. Impossible answers stay finite, so that their sets come last."""
    return [float(cost) for cost in -np.log(np.clip(p, 1e-300, 1.0))]


def _people(model: ChainModel, paper: _Paper, by_effective: Array) -> tuple[PersonAnalysis, ...]:
    effective = model.effective(model.means[:, None])[:, 0]
    actual = _actual(model, by_effective, effective)
    up, down = model.one_person_moved(True), model.one_person_moved(False)
    result = []
    for i, person in enumerate(model.chain.people):
        mine = paper.of_person(person.id)
        signs = bool(mine)
        result.append(
            PersonAnalysis(
                id=person.id,
                p=float(model.means[i]),
                p_effective=float(effective[i]),
                birnbaum=float(by_effective[model.owners == i].sum()),
                shapley=_sum(paper.power.shapley, mine),
                banzhaf=_sum(paper.power.banzhaf, mine),
                banzhaf_raw=_sum(paper.power.banzhaf_raw, mine),
                actual=float(actual[i]),
                veto=signs and bool(paper.vetoes[mine].any()),
                dummy=not signs or bool(paper.dummies[mine].all()),
                up=float(up[i]),
                down=float(down[i]),
            )
        )
    return tuple(result)


def _sum(values: Sequence[float], places: list[int]) -> float:
    return float(sum(values[i] for i in places))


def _actual(model: ChainModel, by_effective: Array, effective: Array) -> Array:
    """Each person's share of what moves the chance, on log-odds, all routes of influence counted."""
    people = len(model.chain.people)
    slope = by_effective * effective * (1 - effective)
    own = np.abs(model.network.total.T @ slope[:people])
    for row in range(people, len(slope)):
        own[model.owners[row]] += abs(slope[row])
    total = own.sum()
    return own / total if total > 0 else own


def _chance(model: ChainModel, p: float, calibrated: bool) -> Chance:
    drawn = model.chance(model.samples()) if len(model.means) else np.array([p])
    low, high = np.quantile(drawn, [0.05, 0.95])
    ends = model.chance(np.stack([model.one_step(False), model.one_step(True)], axis=1)) if len(model.means) else [p, p]
    return Chance(
        p=p,
        low=float(low),
        high=float(high),
        label_low=float(ends[0]),
        label_high=float(ends[1]),
        calibrated=calibrated,
        independent=model.independent(),
        standard_error=model.standard_error(),
        method=model.evaluator.method,
    )


def _gates(model: ChainModel) -> tuple[GateChance, ...]:
    passed = model.gate_chances(model.means[:, None])
    result = []
    k = 0
    for gate in model.structure.gates:
        given: float | None = 1.0
        if gate.state is GateState.COUNTS:
            given = float(passed[k + 1] / passed[k]) if passed[k] > 0 else None
            k += 1
        result.append(GateChance(gate.step, gate.name, given, gate.state))
    return tuple(result)
