"""Who together suffices for a yes, and who together can stop it: minimal sets, the likeliest first."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, islice

import numpy as np
from numpy.typing import NDArray

from highground.core.chain.engine.algebra import Cost
from highground.core.chain.engine.diagram import Diagram, DiagramTooLargeError
from highground.core.chain.engine.minimal_sets import MinimalSets
from highground.core.chain.engine.nodes import Node, conjuncts, dual, holds
from highground.core.chain.engine.program import Program

LISTING_NODES = 20_000
"""A diagram up to this size is built to list and count minimal sets: a fraction of a second."""
SEARCH_CELLS = 2.0**22
"""Conditioning up to this size searches for the cheapest sets where the diagram is too large."""
SEARCH_WORK = 4e8
"""So many numbers may be computed in that search: a few seconds."""
EXAMINED = 20_000
"""So many candidates are looked at before the search for one more set is given up."""

Candidate = tuple[float, tuple[int, ...]]


@dataclass(frozen=True)
class SetFamily:
    """Minimal sets of variables in order of cost; `cut` says that there are more, `total` how many in all if known."""

    sets: tuple[tuple[int, ...], ...]
    cut: bool
    total: int | None


def minimal_winning(gates: Sequence[Node], size: int, costs: Sequence[float], most: int) -> SetFamily:
    """The minimal sets whose yes suffices, cheapest first, at most `most`; `costs` ≥ 0 by variable.

    >>> from highground.core.chain.engine.nodes import Leaf, threshold
    >>> two_of_three = threshold(2, [(1, Leaf(0)), (1, Leaf(1)), (1, Leaf(2))])
    >>> minimal_winning([two_of_three], 3, [1.0, 2.0, 3.0], 2)
    SetFamily(sets=((0, 1), (0, 2)), cut=True, total=3)
    """
    try:
        family = MinimalSets(Diagram(gates, size, limit=LISTING_NODES))
    except DiagramTooLargeError:
        return _family(_searched(gates, size, costs), None, most)
    return _family(family.cheapest(costs), family.count(), most)


def minimal_blocking(gates: Sequence[Node], size: int, costs: Sequence[float], most: int) -> SetFamily:
    """The minimal sets whose no suffices to stop the chain, cheapest first, at most `most`.

    To stop the chain is to stop one part that must hold, so each part is listed alone and the lists are merged.
    """
    parts = [part for gate in gates for part in conjuncts(gate)]
    streams = [_blocking_part(part, size, costs) for part in dict.fromkeys(parts)]
    total = None
    if len(streams) == 1 and streams[0][1] is not None:
        total = streams[0][1]
    merged = heapq.merge(*(stream for stream, _ in streams))
    return _family(_only_minimal(merged, gates), total, most)


def cheapest_set(gates: Sequence[Node], size: int, costs: Sequence[float], *, blocking: bool) -> Candidate | None:
    """The cheapest set that wins, or blocks; None where there is none. Exact, by the recursion in (min, +)."""
    if not blocking:
        return next(_best(Program(gates, size), np.array(costs, dtype=float)[:, None]))
    parts = [part for gate in gates for part in conjuncts(gate)]
    column = np.array(costs, dtype=float)[:, None]
    found = [next(_best(Program([dual(part)], size), column)) for part in parts]
    return min((candidate for candidate in found if candidate is not None), default=None)


class _SearchGivenUp(Exception):
    """There may be more sets, but finding the next one would take too long."""


def _family(found: Iterator[Candidate], total: int | None, most: int) -> SetFamily:
    listed: list[Candidate] = []
    try:
        listed.extend(islice(found, most + 1))
        cut = len(listed) > most
    except _SearchGivenUp:
        cut = True
    order = sorted(listed[:most], key=lambda item: (round(item[0], 9), len(item[1]), item[1]))
    return SetFamily(tuple(members for _, members in order), cut, total if cut else len(order))


def _blocking_part(part: Node, size: int, costs: Sequence[float]) -> tuple[Iterator[Candidate], int | None]:
    try:
        family = MinimalSets(Diagram([dual(part)], size, limit=LISTING_NODES))
    except DiagramTooLargeError:
        return _searched([dual(part)], size, costs), None
    return family.cheapest(costs), family.count()


def _only_minimal(candidates: Iterator[Candidate], gates: Sequence[Node]) -> Iterator[Candidate]:
    seen: set[tuple[int, ...]] = set()
    fruitless = 0
    for cost, members in candidates:
        if members in seen:
            continue
        seen.add(members)
        if _each_is_needed(members, gates):
            fruitless = 0
            yield cost, members
        else:
            fruitless += 1
            if fruitless > EXAMINED:
                raise _SearchGivenUp


def _each_is_needed(members: tuple[int, ...], gates: Sequence[Node]) -> bool:
    """Whether the chain passes again as soon as any one of those who refuse says yes."""
    place = {variable: i for i, variable in enumerate(members)}
    agrees = np.eye(len(members), dtype=bool)
    yes = np.ones(len(members), dtype=bool)

    def truth(variable: int) -> NDArray[np.bool_]:
        return agrees[place[variable]] if variable in place else yes

    passes = yes.copy()
    for gate in gates:
        passes &= holds(gate, truth)
    return bool(passes.all())


def _searched(gates: Sequence[Node], size: int, costs: Sequence[float]) -> Iterator[Candidate]:
    """Winning sets in order of cost: the best one, then the best without each of its members, and so on.

    A minimal set other than the best lacks one of the best's members, so it is found below that exclusion
    (Reiter's hitting-set tree, 1987). Given up where even one pass would be too large.
    """
    program = Program(gates, size)
    if program.table_cells > SEARCH_CELLS:
        raise _SearchGivenUp
    base = np.array(costs, dtype=float)
    base = base + 1e-12  # free members would otherwise come along without being needed
    ticket = count()
    first = next(_best(program, base[:, None]))
    waiting = [(first[0], next(ticket), first[1], frozenset[int]())] if first is not None else []
    seen: set[tuple[int, ...]] = set()
    tried: set[frozenset[int]] = {frozenset()}
    while waiting:
        if len(tried) * program.cells > SEARCH_WORK:
            raise _SearchGivenUp
        cost, _, members, barred = heapq.heappop(waiting)
        if members not in seen:
            seen.add(members)
            yield cost, members
        following = [wider for v in members if (wider := barred | {v}) not in tried]
        tried.update(following)
        if not following:
            continue
        columns = np.repeat(base[:, None], len(following), axis=1)
        for column, wider in enumerate(following):
            columns[list(wider), column] = np.inf
        for found, wider in zip(_best(program, columns), following, strict=True):
            if found is not None:
                heapq.heappush(waiting, (found[0], next(ticket), found[1], wider))


def _best(program: Program, costs: NDArray[np.float64]) -> Iterator[Candidate | None]:
    """The cheapest set under each column of costs."""
    with np.errstate(invalid="ignore"):
        values, grads = program.gradient(Cost(), costs)
    for column, value in enumerate(values):
        found = tuple(int(v) for v in np.flatnonzero(grads[:, column]))
        yield (float(value), found) if np.isfinite(value) else None
