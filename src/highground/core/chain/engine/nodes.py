"""The rule as an expression: leaves, thresholds and choices, simplified as it is built."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm
from typing import Any

import numpy as np
from numpy.typing import NDArray

from highground.core.chain.model import Number


@dataclass(frozen=True)
class Constant:
    """A rule that always or never holds."""

    holds: bool


@dataclass(frozen=True)
class Leaf:
    """A variable: one answer, or whether someone is absent."""

    variable: int


@dataclass(frozen=True)
class Threshold:
    """The integer weights of the members that hold reach the quota. All of n: quota n; any: quota 1."""

    quota: int
    members: tuple[tuple[int, Node], ...]

    @property
    def total(self) -> int:
        """The sum of all weights."""
        return sum(weight for weight, _ in self.members)

    @property
    def is_all(self) -> bool:
        """Every member is needed."""
        return all(self.total - weight < self.quota for weight, _ in self.members)

    @property
    def is_any(self) -> bool:
        """Any member suffices."""
        return all(weight >= self.quota for weight, _ in self.members)


@dataclass(frozen=True)
class Choose:
    """`if_yes` where the variable is true, else `if_no`."""

    variable: int
    if_no: Node
    if_yes: Node


Node = Constant | Leaf | Threshold | Choose
TRUE, FALSE = Constant(True), Constant(False)
Exact = int | Fraction


def threshold(quota: Number, members: Iterable[tuple[Number, Node]]) -> Node:
    """A weighted rule in its simplest form: exact integers, no constants, equal members merged, none without weight.

    >>> threshold(1, [(1, Leaf(0))])
    Leaf(variable=0)
    >>> threshold(2, [(1, TRUE), (1, Leaf(0)), (1, Leaf(1))])
    Threshold(quota=1, members=((1, Leaf(variable=0)), (1, Leaf(variable=1))))
    """
    weights: dict[Node, Exact] = {}
    for weight, node in members:
        weights[node] = weights.get(node, 0) + _exact(weight)
    needed = _exact(quota) - weights.pop(TRUE, 0)
    kept = [(weight, node) for node, weight in weights.items() if weight > 0 and node != FALSE]
    if needed <= 0:
        return TRUE
    if sum(weight for weight, _ in kept) < needed:
        return FALSE
    if len(kept) == 1:
        return kept[0][1]
    return _in_integers(needed, kept)


def all_of(nodes: Iterable[Node]) -> Node:
    """Every one of the nodes."""
    parts = list(nodes)
    return threshold(len(parts), [(1, node) for node in parts])


def any_of(nodes: Iterable[Node]) -> Node:
    """At least one of the nodes."""
    return threshold(1, [(1, node) for node in nodes])


def choose(variable: int, if_no: Node, if_yes: Node) -> Node:
    """A choice, or its branch where both are the same."""
    return if_no if if_no == if_yes else Choose(variable, if_no, if_yes)


def leaves(node: Node) -> Iterator[int]:
    """The variables of a node, as often as they occur."""
    if isinstance(node, Leaf):
        yield node.variable
    elif isinstance(node, Choose):
        yield node.variable
        yield from leaves(node.if_no)
        yield from leaves(node.if_yes)
    elif isinstance(node, Threshold):
        for _, member in node.members:
            yield from leaves(member)


def conjuncts(node: Node) -> Iterator[Node]:
    """The parts that must all hold, nested "all" rules opened up."""
    if isinstance(node, Threshold) and node.is_all:
        for _, member in node.members:
            yield from conjuncts(member)
    elif node != TRUE:
        yield node


def without_certain(gates: Sequence[Node]) -> list[Node]:
    """The same conjunction, gate after gate, with everybody who must say yes taken as given in all later parts.

    Who can stop everything alone signs once in the result, however often they signed: a veto beside one's own vote
    costs nothing. The first k gates together mean what they meant before, for every k.

    >>> a, b = Leaf(0), Leaf(1)
    >>> without_certain([all_of([a, any_of([a, b])]), threshold(2, [(1, a), (1, b), (1, Leaf(2))])])
    [Leaf(variable=0), Threshold(quota=1, members=((1, Leaf(variable=1)), (1, Leaf(variable=2))))]
    """
    given: set[int] = set()
    result = []
    for gate in gates:
        own: list[Node] = []
        rest = _given(gate, given)
        while required := list(dict.fromkeys(part for part in conjuncts(rest) if isinstance(part, Leaf))):
            own += required
            given.update(leaf.variable for leaf in required)
            rest = _given(rest, given)
        result.append(all_of([*own, rest]))
    return result


def _given(node: Node, given: set[int]) -> Node:
    if isinstance(node, Leaf):
        return TRUE if node.variable in given else node
    if isinstance(node, Threshold):
        members = [(weight, _given(member, given)) for weight, member in node.members]
        same = all(now is before for (_, now), (_, before) in zip(members, node.members, strict=True))
        return node if same else threshold(node.quota, members)
    if isinstance(node, Choose):
        if_yes = _given(node.if_yes, given)
        if node.variable in given:
            return if_yes
        return choose(node.variable, _given(node.if_no, given), if_yes)
    return node


def holds(node: Node, truth: Callable[[int], NDArray[np.bool_]]) -> NDArray[np.bool_]:
    """Whether the node holds, where `truth(variable)` gives arrays that broadcast.

    >>> holds(any_of([Leaf(0), Leaf(1)]), lambda variable: np.array([[False, True], [False, False]])[variable])
    array([False,  True])
    """
    if isinstance(node, Leaf):
        return truth(node.variable)
    if isinstance(node, Constant):
        return np.array(node.holds)
    if isinstance(node, Choose):
        return np.where(truth(node.variable), holds(node.if_yes, truth), holds(node.if_no, truth))
    small = node.total < 2**62
    total: NDArray[Any] = np.zeros((), dtype=np.int64 if small else object)
    for weight, member in node.members:
        total = total + holds(member, truth).astype(total.dtype) * weight
    return np.asarray(total >= node.quota, dtype=bool)


def dual(node: Node) -> Node:
    """What makes the node fail: true where those who refuse suffice to block it. Quota q becomes W − q + 1."""
    if isinstance(node, Threshold):
        return threshold(node.total - node.quota + 1, [(weight, dual(member)) for weight, member in node.members])
    if isinstance(node, Constant):
        return FALSE if node.holds else TRUE
    if isinstance(node, Choose):
        raise TypeError("settle absences before taking the dual")
    return node


def _exact(number: Number) -> Exact:
    return number if isinstance(number, int) else Fraction(str(number))


def _in_integers(quota: Exact, members: list[tuple[Exact, Node]]) -> Threshold:
    scale = lcm(quota.denominator, *(weight.denominator for weight, _ in members))
    goal = int(quota * scale)
    weights = [min(int(weight * scale), goal) for weight, _ in members]
    divisor = gcd(*weights)
    return Threshold(
        -(-goal // divisor), tuple((w // divisor, node) for w, (_, node) in zip(weights, members, strict=True))
    )
