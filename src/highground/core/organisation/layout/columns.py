"""Who stands in which columns: everybody has columns of his own for all below him, and stands over their centre.

That no two branches share a column is what keeps lines off cards: a line to a post runs in the columns of that post,
where nobody else stands between it and its boss.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from highground.core.organisation.layout.family import Family
from highground.core.organisation.layout.measures import CARD_WIDTH, COLUMN, MARGIN
from highground.core.organisation.layout.stacks import Block, Stack

Blocks = Mapping[str | None, Sequence[Block]]


@dataclass(frozen=True)
class Columns:
    """The first column of each block and how many it takes, the centre of each post that is in no stack, and of all."""

    first: Mapping[Block, int]
    width: Mapping[Block, int]
    centre: Mapping[str, float]
    total: int


def columns_of(family: Family, blocks: Blocks) -> Columns:
    """Columns from left to right, as wide as what stands below needs."""
    width = _widths(family, blocks)
    first = _firsts(family, blocks, width)
    centre: dict[str, float] = {}
    for key in reversed(family.order):
        if key in first:
            centre[key] = _centre(key, blocks.get(key, ()), first, family, centre)
    return Columns(first, width, centre, sum(width[block] for block in blocks.get(None, ())))


def column_left(number: int) -> float:
    """The left edge of a column."""
    return MARGIN + number * COLUMN


def _widths(family: Family, blocks: Blocks) -> dict[Block, int]:
    width: dict[Block, int] = {}
    for key in (*reversed(family.order), None):
        below = blocks.get(key, ())
        width |= {block: block.columns for block in below if isinstance(block, Stack)}
        if key is not None:
            width[key] = max(1, sum(width[block] for block in below))
    return width


def _firsts(family: Family, blocks: Blocks, width: Mapping[Block, int]) -> dict[Block, int]:
    first: dict[Block, int] = {}
    for key in (None, *family.order):
        at = first.get(key, 0) if key is not None else 0
        for block in blocks.get(key, ()):
            first[block] = at
            at += width[block]
    return first


def _centre(
    key: str, below: Sequence[Block], first: Mapping[Block, int], family: Family, centre: Mapping[str, float]
) -> float:
    """Half way between the first and the last below; where some are in the band of the boss, only those count."""
    near = [block for block in below if isinstance(block, str) and family.band[block] == family.band[key]]
    ends = [_ends(block, first[block], centre) for block in near or below]
    if not ends:
        return _column_centre(first[key])
    return (ends[0][0] + ends[-1][1]) / 2


def _ends(block: Block, first: int, centre: Mapping[str, float]) -> tuple[float, float]:
    if isinstance(block, Stack):
        return _column_centre(first), _column_centre(first + block.columns - 1)
    return centre[block], centre[block]


def _column_centre(number: int) -> float:
    return column_left(number) + CARD_WIDTH / 2
