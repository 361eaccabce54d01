"""Which neighbouring columns belong to one unit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from highground.core.organisation.layout.columns import Blocks, Columns, column_left
from highground.core.organisation.layout.family import Family
from highground.core.organisation.layout.measures import CARD_WIDTH, COLUMN
from highground.core.organisation.layout.shapes import UnitHeading
from highground.core.organisation.layout.stacks import Block, Stack
from highground.core.organisation.model import Organisation

BETWEEN = COLUMN - CARD_WIDTH
Shared = Mapping[str, str | None]


def unit_headings(organisation: Organisation, family: Family, blocks: Blocks, columns: Columns) -> list[UnitHeading]:
    """A heading for each run of columns in which all posts are of one unit, from left to right.

    Whoever stands over several units, as a director over departments, is in the columns of none.
    """
    headings: list[UnitHeading] = []
    for block, unit in _outermost(blocks, _shared_units(organisation, family)):
        left = column_left(columns.first[block])
        if headings and headings[-1].unit == unit and headings[-1].x + headings[-1].width + BETWEEN == left:
            left = headings.pop().x
        right = column_left(columns.first[block] + columns.width[block]) - BETWEEN
        headings.append(UnitHeading(unit, left, right - left))
    return headings


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
