"""Which neighbouring columns belong to one unit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from highground.core.organisation.layout.columns import Blocks, Columns, column_left
from highground.core.organisation.layout.family import Family
from highground.core.organisation.layout.measures import CARD_WIDTH, COLUMN
from highground.core.organisation.layout.shapes import UnitHeading
from highground.core.organisation.layout.stacks import Block, Stack
from highground.core.organisation.model import Organisation

Shared = Mapping[str, str | None]


def unit_headings(organisation: Organisation, family: Family, blocks: Blocks, columns: Columns) -> list[UnitHeading]:
    """A heading for each run of columns in which all posts are of one unit, from left to right.

    Whoever stands over several units, as a director over departments, is in the columns of none.
    """
    shared = _shared_units(organisation, family)
    runs = []
    for block, unit in _outermost(blocks, shared):
        runs.append((columns.first[block], columns.width[block], unit))
    return [heading for number, heading in _joined(runs)]


def _shared_units(organisation: Organisation, family: Family) -> dict[str, str | None]:
    """The unit of each post with all below it; None where there are several, or none."""
    shared = {key: organisation.posts[key].unit for key in family.order}
    for key in reversed(family.order):
        above = family.above[key]
        if above is not None and shared[above] != shared[key]:
            shared[above] = None
    return shared


def _outermost(blocks: Blocks, shared: Shared) -> Iterator[tuple[Block, str]]:
    """The blocks of one unit that are in no larger one, from left to right."""
    pending = list(reversed(blocks.get(None, ())))
    while pending:
        block = pending.pop()
        units = {shared[key] for key in (block.keys if isinstance(block, Stack) else (block,))}
        unit = units.pop() if len(units) == 1 else None
        if unit is not None:
            yield block, unit
        elif isinstance(block, str):
            pending.extend(reversed(blocks.get(block, ())))


def _joined(runs: list[tuple[int, int, str]]) -> Iterator[tuple[int, UnitHeading]]:
    """Runs that follow each other and are of one unit as one."""
    ends = []
    for first, width, unit in runs:
        follows = bool(ends) and ends[-1][1:] == (first, unit)
        start = ends[-1][0] if follows else first
        ends.append((start, first + width, unit))
    for _, run in groupby(ends, key=lambda end: (end[0], end[2])):
        start, end, unit = max(run, key=lambda found: found[1])
        yield start, UnitHeading(unit, column_left(start), (end - start) * COLUMN - (COLUMN - CARD_WIDTH))
