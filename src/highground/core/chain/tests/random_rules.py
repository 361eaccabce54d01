"""Random rules over few variables, and their truth by trying every combination."""

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from highground.core.chain.engine.nodes import Choose, Leaf, Node, all_of, any_of, holds, threshold


def rules(size: int, depth: int = 3, choices: bool = False) -> st.SearchStrategy[Node]:
    leaf = st.integers(0, size - 1).map(Leaf)
    if depth == 0:
        return leaf
    below = rules(size, depth - 1, choices)
    members = st.lists(below, min_size=1, max_size=4)
    weighted = st.lists(st.tuples(st.integers(1, 9), below), min_size=1, max_size=4)
    kinds: list[st.SearchStrategy[Node]] = [
        leaf,
        members.map(all_of),
        members.map(any_of),
        members.flatmap(lambda of: st.integers(1, len(of)).map(lambda k: threshold(k, [(1, node) for node in of]))),
        weighted.flatmap(
            lambda of: st.integers(1, sum(weight for weight, _ in of)).map(lambda quota: threshold(quota, of))
        ),
    ]
    if choices:
        kinds.append(st.builds(Choose, st.integers(0, size - 1), below, below))
    return st.one_of(kinds)


@st.composite
def conjunctions(draw: st.DrawFn, most: int = 7, choices: bool = False) -> tuple[int, list[Node]]:
    size = draw(st.integers(1, most))
    return size, draw(st.lists(rules(size, 3, choices), min_size=1, max_size=4))


def combinations(size: int) -> NDArray[np.bool_]:
    """All 2ⁿ answers, shape (size, 2ⁿ)."""
    return np.indices((2,) * size).reshape(size, -1).astype(bool)


def truth(gates: list[Node], size: int) -> NDArray[np.bool_]:
    bits = combinations(size)
    passes = np.ones(bits.shape[1], dtype=bool)
    for gate in gates:
        passes &= holds(gate, lambda variable: bits[variable])
    return passes


def minimal_sets(gates: list[Node], size: int, *, blocking: bool) -> set[frozenset[int]]:
    """By definition: sets that do it, none of whose subsets does."""
    bits, passes = combinations(size), truth(gates, size)
    columns = np.flatnonzero(~passes) if blocking else np.flatnonzero(passes)
    members = ~bits if blocking else bits
    sets = {frozenset(np.flatnonzero(members[:, k]).tolist()) for k in columns}
    return {one for one in sets if not any(other < one for other in sets)}
