"""The same question put to each engine: the chance of yes and all Birnbaum figures, from the rule expression."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from bench.bdd_walk import chance_and_slopes, read_nodes
from bench.chains import Case
from highground.core.chain import chain_structure
from highground.core.chain.engine.algebra import Probability
from highground.core.chain.engine.evaluator import Evaluator, Method, chances
from highground.core.chain.engine.nodes import Leaf, Node, Threshold, holds, leaves
from highground.core.chain.power import power_indices

Array = NDArray[np.float64]


class Answer(NamedTuple):
    """The chance, its derivative by each variable, and what else is to be said of the run."""

    chance: float
    slopes: Array
    note: str = ""


ENUMERATED = 20
"""Plain enumeration goes up to this many people."""


class Engine(Protocol):
    """Answers for one case; kept from one run to the next, so that it may remember how much room it needed."""

    def __call__(self) -> Answer:
        """One run from the expression to the answer."""


def ours(case: Case, method: Method | None = None) -> Engine:
    """From the written chain: structure function, build, one pass forward and one back."""

    def run() -> Answer:
        return _gradient(_evaluator(case, method), case)

    return run


def ours_with_power(case: Case) -> Engine:
    """The same, and Shapley–Shubik and Banzhaf."""

    def run() -> Answer:
        evaluator = _evaluator(case, None)
        power_indices(evaluator)
        return _gradient(evaluator, case)

    return run


def dd_autoref(case: Case) -> Engine:
    """The decision diagrams of dd in pure Python."""
    from dd.autoref import BDD

    def edge(function: Any) -> tuple[int, bool, Any]:
        number = int(function)
        return abs(number), number < 0, function

    return _dd(case, BDD, edge)


def dd_cudd(case: Case) -> Engine:
    """CUDD through dd."""
    from dd.cudd import BDD

    def edge(function: Any) -> tuple[int, bool, Any]:
        number = int(function)
        return number & ~1, bool(number & 1), function

    return _dd(case, BDD, edge)


def oxidd_bcdd(case: Case) -> Engine:
    """OxiDD with complement edges; it has no weighted count, so its nodes are read out in Python too."""
    from oxidd.bcdd import BCDDManager

    capacity = 2**17

    def attempt() -> Answer:
        manager = BCDDManager(capacity, max(2**16, capacity // 4), 1)
        order = _order(case)
        manager.add_vars(len(order))
        variables = {variable: manager.var(place) for place, variable in enumerate(order)}
        true, false = manager.true(), manager.false()
        root = _conjunction(_Library(variables, lambda a, b, c: a.ite(b, c), true, false), case.gates)

        def branches(function: Any) -> tuple[int, Any, Any]:
            yes, no = function.cofactors()
            return function.node_level(), no, yes

        def edge(function: Any) -> tuple[Any, bool, Any]:
            return (true, True, function) if function == false else (function, False, function)

        nodes = read_nodes(root, edge=edge, branches=branches, true=true)
        return _by_variable(order, *chance_and_slopes(nodes, case.p[order]))

    def run() -> Answer:
        nonlocal capacity
        while True:
            try:
                return attempt()
            except MemoryError:
                if capacity >= 2**26:
                    raise
                capacity *= 8

    return run


def fault_tree(case: Case) -> Engine:
    """faultree; it knows no weights, so the chain must be one that counts heads."""
    import faultree

    names = [str(variable) for variable in range(len(case.p))]

    def run() -> Answer:
        result = faultree.analyze(_fault_tree(case))
        return Answer(float(result["Q"]), np.array([float(result["birnbaum"].get(name, 0.0)) for name in names]))

    return run


def enumeration(case: Case) -> Engine:
    """All 2 to the n answers of the people."""

    def run() -> Answer:
        size = len(case.p)
        if size > ENUMERATED:
            raise MemoryError
        answers = (np.arange(2**size) >> np.arange(size)[:, None] & 1).astype(bool)
        wins = np.ones(2**size, dtype=bool)
        for gate in case.gates:
            wins &= holds(gate, lambda variable: answers[variable])
        yes = answers[:, wins]
        weight = np.prod(np.where(yes, case.p[:, None], 1 - case.p[:, None]), axis=0)
        by_yes = np.where(yes, weight / case.p[:, None], -weight / (1 - case.p[:, None]))
        return Answer(float(weight.sum()), by_yes.sum(axis=1))

    return run


ENGINES: dict[str, Callable[[Case], Engine]] = {
    "ours": ours,
    "ours, all indices": ours_with_power,
    "dd.autoref": dd_autoref,
    "dd.cudd": dd_cudd,
    "oxidd": oxidd_bcdd,
    "faultree": fault_tree,
    "enumeration": enumeration,
}
OURS = {"ours", "ours, all indices"}
COUNTS_HEADS = {"faultree"}
"""Engines that get the chain with weights replaced by k-of-n."""


def _evaluator(case: Case, method: Method | None) -> Evaluator:
    structure = chain_structure(case.chain)
    gates = [gate.node for gate in structure.counting]
    return Evaluator(gates, len(structure.variables), method=method)


def _gradient(evaluator: Evaluator, case: Case) -> Answer:
    value, slopes = evaluator.gradient(Probability(), chances(case.p))
    return Answer(float(value[0]), slopes[:, 0], evaluator.method)


def _dd(case: Case, manager: Callable[[], Any], edge: Callable[[Any], tuple[int, bool, Any]]) -> Engine:
    sys.setrecursionlimit(100_000)

    def run() -> Answer:
        bdd = manager()
        bdd.configure(reordering=False)
        order = _order(case)
        bdd.declare(*map(str, order))
        variables = {variable: bdd.var(str(variable)) for variable in order}
        root = _conjunction(_Library(variables, bdd.ite, bdd.true, bdd.false), case.gates)
        nodes = read_nodes(root, edge=edge, branches=bdd.succ, true=edge(bdd.true)[0])
        return _by_variable(order, *chance_and_slopes(nodes, case.p[order]))

    return run


def _order(case: Case) -> list[int]:
    """The variables in the order in which they occur: better here than the shared people first."""
    met = (variable for gate in case.gates for variable in leaves(gate))
    return list(dict.fromkeys([*met, *range(len(case.p))]))


def _by_variable(order: list[int], chance: float, slopes: Array) -> Answer:
    turned = np.empty_like(slopes)
    turned[order] = slopes
    return Answer(chance, turned)


@dataclass(frozen=True)
class _Library:
    """What the recursion needs of a library of diagrams."""

    variables: dict[int, Any]
    ite: Callable[..., Any]
    true: Any
    false: Any


def _conjunction(library: _Library, gates: list[Node]) -> Any:
    result = library.true
    for gate in reversed([_rule(library, gate) for gate in gates]):
        result = library.ite(gate, result, library.false)
    return result


def _rule(library: _Library, node: Node) -> Any:
    """The diagram of a rule; thresholds by the usual recursion on members and what is still needed."""
    if isinstance(node, Leaf):
        return library.variables[node.variable]
    assert isinstance(node, Threshold)
    row, total = {0: library.true}, 0
    for weight, member in reversed(node.members):
        total += weight
        part = _rule(library, member)
        following = {0: library.true}
        for need in range(1, min(total, node.quota) + 1):
            reached = row.get(max(need - weight, 0), library.false)
            following[need] = library.ite(part, reached, row.get(need, library.false))
        row = following
    return row[node.quota]


def _fault_tree(case: Case) -> dict[str, Any]:
    """The chain as the nested dictionary faultree reads; a person who recurs is referred to."""
    seen: set[int] = set()
    count = 0

    def build(node: Node) -> dict[str, Any]:
        nonlocal count
        if isinstance(node, Leaf):
            name = str(node.variable)
            if node.variable in seen:
                return {"ref": name}
            seen.add(node.variable)
            return {"id": name, "event_type": "basic", "gate": None, "prob": float(case.p[node.variable])}
        assert isinstance(node, Threshold)
        count += 1
        children = {"id": f"gate {count}", "children": [build(member) for _, member in node.members]}
        if node.is_all:
            return children | {"gate": "AND"}
        if node.is_any:
            return children | {"gate": "OR"}
        assert all(weight == 1 for weight, _ in node.members)
        return children | {"gate": "K_OF_N", "k": node.quota}

    return {"id": "chain", "gate": "AND", "children": [build(gate) for gate in case.gates]}
