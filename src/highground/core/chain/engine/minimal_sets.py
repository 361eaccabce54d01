"""Minimal sets of a monotone rule: counted, and listed from the cheapest on.

The minimal solutions of a decision diagram form a zero-suppressed diagram (Rauzy 1993; Minato 1993) in which every path
to YES is one set, so that counting is one pass and the k cheapest come out of a best-first search in order.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from itertools import count

from highground.core.chain.engine.diagram import NO, YES, Diagram, DiagramTooLargeError, deep_recursion

EMPTY, UNIT = 0, 1
"""No set at all; the family that holds the empty set alone."""
TIE_DIGITS = 9
"""Costs that agree to so many decimals count as equal."""


class MinimalSets:
    """The minimal sets of variables that make a diagram true."""

    def __init__(self, diagram: Diagram) -> None:
        self.diagram = diagram
        self.level = [len(diagram.order)] * 2
        self.low = [EMPTY, UNIT]
        self.high = [EMPTY, UNIT]
        self._unique: dict[tuple[int, int, int], int] = {}
        self._solved: dict[int, int] = {NO: EMPTY, YES: UNIT}
        self._kept: dict[tuple[int, int], int] = {}
        with deep_recursion(20 * len(diagram.order) + 1000):
            self.root = self._solve(diagram.root)

    def count(self) -> int:
        """How many minimal sets there are."""
        numbers = [0, 1]
        for node in range(2, len(self.level)):
            numbers.append(numbers[self.low[node]] + numbers[self.high[node]])
        return numbers[self.root]

    def cheapest(self, costs: Sequence[float]) -> Iterator[tuple[float, tuple[int, ...]]]:
        """The sets in order of cost, each with its cost; `costs[variable]` must not be negative."""
        order = self.diagram.order
        least = [float("inf"), 0.0]
        for node in range(2, len(self.level)):
            cost = costs[order[self.level[node]]]
            least.append(min(least[self.low[node]], cost + least[self.high[node]]))
        newest = count(0, -1)
        waiting: list[tuple[float, int, float, int, tuple[int, ...]]] = []

        def wait(node: int, spent: float, chosen: tuple[int, ...]) -> None:
            """Ties, rounding apart, are taken newest first: else equal costs would be explored all at once."""
            if node != EMPTY:
                bound = round(spent + least[node], TIE_DIGITS)
                heapq.heappush(waiting, (bound, next(newest), spent, node, chosen))

        wait(self.root, 0.0, ())
        while waiting:
            _, _, spent, node, chosen = heapq.heappop(waiting)
            if node == UNIT:
                yield spent, tuple(sorted(chosen))
                continue
            variable = order[self.level[node]]
            wait(self.low[node], spent, chosen)
            wait(self.high[node], spent + costs[variable], (*chosen, variable))

    def _solve(self, node: int) -> int:
        found = self._solved.get(node)
        if found is None:
            diagram = self.diagram
            low = self._solve(diagram.low[node])
            high = self._without(self._solve(diagram.high[node]), diagram.low[node])
            found = self._solved[node] = self._node(diagram.level[node], low, high)
        return found

    def _without(self, family: int, rule: int) -> int:
        """The sets of a family that do not already make the rule true."""
        if rule == NO or family == EMPTY:
            return family
        if rule == YES:
            return EMPTY
        if family == UNIT:
            return UNIT
        key = (family, rule)
        found = self._kept.get(key)
        if found is None:
            diagram = self.diagram
            ours, theirs = self.level[family], diagram.level[rule]
            if theirs < ours:
                found = self._without(family, diagram.low[rule])
            else:
                low_rule = diagram.low[rule] if theirs == ours else rule
                high_rule = diagram.high[rule] if theirs == ours else rule
                found = self._node(
                    ours, self._without(self.low[family], low_rule), self._without(self.high[family], high_rule)
                )
            self._kept[key] = found
        return found

    def _node(self, level: int, low: int, high: int) -> int:
        if high == EMPTY:
            return low
        key = (level, low, high)
        found = self._unique.get(key)
        if found is None:
            found = len(self.level)
            if found > 4 * self.diagram.limit:
                raise DiagramTooLargeError
            self.level.append(level)
            self.low.append(low)
            self.high.append(high)
            self._unique[key] = found
        return found
