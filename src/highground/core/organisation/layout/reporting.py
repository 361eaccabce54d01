"""The lines of reporting that run down: 13 out of the boss, across, and down to the one below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from highground.core.organisation.layout.columns import Blocks
from highground.core.organisation.layout.family import Family
from highground.core.organisation.layout.measures import DROP
from highground.core.organisation.layout.shapes import Card, Line, Point
from highground.core.organisation.layout.stacks import Stack


def reporting_lines(family: Family, blocks: Blocks, cards: Mapping[str, Card]) -> Iterator[Line]:
    """The lines to all who hang under their own boss."""
    elsewhere = {key for key, _ in family.routed}
    for boss, below in blocks.items():
        for block in below if boss is not None else ():
            for key in block.keys if isinstance(block, Stack) else (block,):
                if boss is not None and key not in elsewhere:
                    is_straight = isinstance(block, Stack) and len(below) == block.columns == 1
                    yield Line(key, boss, _points(cards[boss], cards[key], is_straight))


def _points(boss: Card, card: Card, is_straight: bool) -> tuple[Point, ...]:
    """The way down. `is_straight` is the line of a stack right under its manager, which starts over the spine."""
    if card.spine is None:
        return (*_across(boss, card.centre), (card.centre, card.y))
    start = ((card.spine, boss.bottom),) if is_straight else _across(boss, card.spine)
    return (*start, (card.spine, card.middle), (card.x, card.middle))


def _across(boss: Card, x: float) -> tuple[Point, ...]:
    if x == boss.centre:
        return ((x, boss.bottom),)
    return (boss.centre, boss.bottom), (boss.centre, boss.bottom + DROP), (x, boss.bottom + DROP)
