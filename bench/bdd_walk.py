"""Chance and all Birnbaum figures of a decision diagram held by a library: one pass up, one pass down.

The nodes are read out once; both passes then run level by level on arrays, so that the libraries are measured at their
best. An edge is the index of a node times two, plus one where it is complemented; node 0 is "true".
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Edge = tuple[Hashable, bool, Any]
"""The identity of the node an edge leads to, whether it is complemented, and the library's handle."""


@dataclass(frozen=True)
class Nodes:
    """The nodes of a diagram; the root is the edge `root`, the entry 0 of each column is the node "true"."""

    level: NDArray[np.int64]
    low: NDArray[np.int64]
    high: NDArray[np.int64]
    root: int


def read_nodes(
    root: Any, *, edge: Callable[[Any], Edge], branches: Callable[[Any], tuple[int, Any, Any]], true: Hashable
) -> Nodes:
    """All nodes below `root`, each asked for its branches once; `true` is the identity of the node "true"."""
    index: dict[Hashable, int] = {true: 0}
    level, low, high = [-1], [0], [0]
    waiting: list[Any] = []

    def place(function: Any) -> int:
        key, complemented, handle = edge(function)
        at = index.get(key)
        if at is None:
            at = index[key] = len(index)
            level.append(0)
            low.append(0)
            high.append(0)
            waiting.append((at, handle))
        return 2 * at + complemented

    start = place(root)
    while waiting:
        at, handle = waiting.pop()
        level[at], if_no, if_yes = branches(handle)
        low[at], high[at] = place(if_no), place(if_yes)
    return Nodes(np.array(level), np.array(low), np.array(high), start)


def chance_and_slopes(nodes: Nodes, p: Array) -> tuple[float, Array]:
    """The chance and its derivative by the variable of each level."""
    order = np.argsort(nodes.level, kind="stable")
    bounds = np.searchsorted(nodes.level[order], np.arange(len(p) + 1))
    levels = [order[bounds[i] : bounds[i + 1]] for i in range(len(p))]
    value = np.ones(len(nodes.level))

    def of(edges: NDArray[np.int64]) -> Array:
        found = value[edges >> 1]
        result: Array = np.where(edges & 1, 1.0 - found, found)
        return result

    for at in range(len(p) - 1, -1, -1):
        here = levels[at]
        value[here] = (1 - p[at]) * of(nodes.low[here]) + p[at] * of(nodes.high[here])
    flow = np.zeros(len(value))
    flow[nodes.root >> 1] = -1.0 if nodes.root & 1 else 1.0
    slopes = np.zeros(len(p))
    for at, here in enumerate(levels):
        low, high, came = nodes.low[here], nodes.high[here], flow[here]
        slopes[at] = came @ (of(high) - of(low))
        np.add.at(flow, low >> 1, came * (1 - p[at]) * (1 - 2 * (low & 1)))
        np.add.at(flow, high >> 1, came * p[at] * (1 - 2 * (high & 1)))
    return float(of(np.array([nodes.root]))[0]), slopes
