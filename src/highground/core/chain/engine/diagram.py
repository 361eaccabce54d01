"""A reduced ordered decision diagram of the whole chain (Bryant 1986), evaluated level by level.

It carries chains in which many people recur but in an orderly way, such as two votes by the same committee, and gives
the minimal sets (see `minimal_sets`). Built one gate at a time, so that the chance to pass the first k gates is there
for every k.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np

from highground.core.chain.engine.algebra import Algebra, Array
from highground.core.chain.engine.nodes import Choose, Constant, Leaf, Node, leaves

NO, YES = 0, 1
BATCH_CELLS = 1_000_000


class DiagramTooLargeError(Exception):
    """The diagram outgrew its limit: another way of evaluation must be taken."""


class Diagram:
    """The conjunction of `gates` over `size` variables; raises DiagramTooLargeError beyond `limit` nodes."""

    def __init__(self, gates: Sequence[Node], size: int, *, limit: int) -> None:
        self.size = size
        self.limit = limit
        seen = dict.fromkeys(variable for gate in gates for variable in leaves(gate))
        self.order = tuple(seen)
        self._level = {variable: level for level, variable in enumerate(self.order)}
        self.level = [len(self.order), len(self.order)]
        self.low = [NO, YES]
        self.high = [NO, YES]
        self._unique: dict[tuple[int, int, int], int] = {}
        self._chosen: dict[tuple[int, int, int], int] = {}
        self.roots = [YES]
        with deep_recursion(20 * len(self.order) + 1000):
            for gate in gates:
                self.roots.append(self._choose(self.roots[-1], self._rule(gate), NO))
        self._plan: list[tuple[int, Array, Array, Array]] | None = None

    @property
    def root(self) -> int:
        """The node of the whole chain."""
        return self.roots[-1]

    def __len__(self) -> int:
        return len(self.level)

    def value(self, algebra: Algebra, x: Array) -> Array:
        """The value for each column of `x`, shape (variables, batch) → (batch,)."""
        return np.concatenate([self._forward(algebra, part)[self.root] for part in self._batches(x)])

    def gradient(self, algebra: Algebra, x: Array) -> tuple[Array, Array]:
        """The value and its derivative by every variable: (batch,) and (variables, batch)."""
        values, grads = [], []
        for part in self._batches(x):
            held = self._forward(algebra, part)
            values.append(held[self.root])
            grads.append(self._backward(algebra, part, held))
        return np.concatenate(values), np.concatenate(grads, axis=1)

    def prefixes(self, algebra: Algebra, x: Array) -> Array:
        """The value of the first k gates for k = 0 … gates, at one column of `x`."""
        result: Array = self._forward(algebra, x)[self.roots, 0]
        return result

    def _rule(self, node: Node) -> int:
        if isinstance(node, Leaf):
            return self._node(self._level[node.variable], NO, YES)
        if isinstance(node, Constant):
            return YES if node.holds else NO
        if isinstance(node, Choose):
            return self._choose(self._rule(Leaf(node.variable)), self._rule(node.if_yes), self._rule(node.if_no))
        members = sorted(((self._rule(member), weight) for weight, member in node.members), key=self._place)
        row = {0: YES}
        total = 0
        for member, weight in reversed(members):
            total += weight
            row = self._reach(member, weight, row, min(total, node.quota))
        return row[node.quota]

    def _place(self, member: tuple[int, int]) -> tuple[int, int]:
        return self.level[member[0]], member[1]

    def _reach(self, member: int, weight: int, row: dict[int, int], high: int) -> dict[int, int]:
        """From "the later members reach `need`" to the same with one member more."""
        if high > self.limit:
            raise DiagramTooLargeError
        following = {0: YES}
        for need in range(1, high + 1):
            following[need] = self._choose(member, row.get(max(need - weight, 0), NO), row.get(need, NO))
        return following

    def _node(self, level: int, low: int, high: int) -> int:
        if low == high:
            return low
        key = (level, low, high)
        found = self._unique.get(key)
        if found is None:
            found = len(self.level)
            if found > self.limit:
                raise DiagramTooLargeError
            self.level.append(level)
            self.low.append(low)
            self.high.append(high)
            self._unique[key] = found
        return found

    def _choose(self, test: int, yes: int, no: int) -> int:
        """The node of "if test then yes else no"."""
        if test == YES or yes == no:
            return yes
        if test == NO:
            return no
        if yes == YES and no == NO:
            return test
        key = (test, yes, no)
        found = self._chosen.get(key)
        if found is None:
            if len(self._chosen) > 8 * self.limit:
                raise DiagramTooLargeError
            level = min(self.level[test], self.level[yes], self.level[no])
            low = self._choose(*(self.low[node] if self.level[node] == level else node for node in key))
            high = self._choose(*(self.high[node] if self.level[node] == level else node for node in key))
            found = self._chosen[key] = self._node(level, low, high)
        return found

    def _batches(self, x: Array) -> list[Array]:
        chunk = max(1, BATCH_CELLS // len(self))
        return [x[:, start : start + chunk] for start in range(0, x.shape[1], chunk)]

    @property
    def plan(self) -> list[tuple[int, Array, Array, Array]]:
        """For each level from the last to the first: its variable, its nodes, and where their branches lead."""
        if self._plan is None:
            level, low, high = (np.array(column) for column in (self.level, self.low, self.high))
            by_level = [np.flatnonzero(level == i) for i in range(len(self.order))]
            self._plan = [
                (self.order[i], by_level[i], low[by_level[i]], high[by_level[i]])
                for i in range(len(self.order) - 1, -1, -1)
            ]
        return self._plan

    def _forward(self, algebra: Algebra, x: Array) -> Array:
        held: Array = np.empty((len(self), x.shape[1]), dtype=algebra.dtype)
        held[NO], held[YES] = algebra.false, algebra.true
        for variable, nodes, low, high in self.plan:
            held[nodes] = algebra.choose(x[variable], held[low], held[high])
        return held

    def _backward(self, algebra: Algebra, x: Array, held: Array) -> Array:
        grad = np.zeros_like(x)
        flow = np.zeros_like(held)
        flow[self.root] = 1
        for variable, nodes, low, high in reversed(self.plan):
            to_x, to_low, to_high = algebra.choose_back(x[variable], held[low], held[high], algebra.settle(flow[nodes]))
            grad[variable] = algebra.total(to_x, axis=0)
            np.add.at(flow, low, to_low)
            np.add.at(flow, high, to_high)
        return grad


@contextmanager
def deep_recursion(depth: int) -> Iterator[None]:
    """Room for recursion as deep as the diagram, given back afterwards."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, depth))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)
