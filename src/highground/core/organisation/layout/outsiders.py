"""Where advisers from outside stand who report to nobody: right of the cards of their band, where no line runs."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from math import ceil

from highground.core.organisation.layout.measures import CARD_HEIGHT, CARD_WIDTH, COLUMN, MARGIN, SIDE_BY_SIDE
from highground.core.organisation.layout.rows import Heights, Row
from highground.core.organisation.layout.shapes import Card, Line

Stretch = tuple[float, float]
"""From where to where something stands in a row."""
BETWEEN = COLUMN - CARD_WIDTH


def rows_for_outsiders(aside: Sequence[str], band: Mapping[str, int], counts: Sequence[int]) -> list[int]:
    """The number of rows of each band, with room for those who stand aside in it.

    >>> rows_for_outsiders(["adviser", "auditor"], {"adviser": 0, "auditor": 0}, [0, 1, 4])
    [1, 1, 4]
    """
    here = Counter(band[key] for key in aside)
    return [max(count, ceil(here[place] / SIDE_BY_SIDE)) for place, count in enumerate(counts)]


def place_outsiders(
    aside: Sequence[str], band: Mapping[str, int], heights: Heights, cards: Mapping[str, Card], lines: Iterable[Line]
) -> dict[str, Card]:
    """A card for each, column by column from the last column of the band, in the first place that is free."""
    if not aside:
        return {}
    taken = _taken(heights, cards, lines)
    placed: dict[str, Card] = {}
    for place in sorted({band[key] for key in aside}):
        x = max((card.x for card in cards.values() if card.band == place), default=MARGIN)
        row = 0
        for key in (key for key in aside if band[key] == place):
            while _in_the_way(taken[place, row], x):
                row += 1
                if (place, row) not in heights.rows:
                    row, x = 0, x + COLUMN
            placed[key] = Card(key, x, heights.rows[place, row], CARD_WIDTH, CARD_HEIGHT, place)
            taken[place, row].append((x, x + CARD_WIDTH))
    return placed


def _taken(heights: Heights, cards: Mapping[str, Card], lines: Iterable[Line]) -> defaultdict[Row, list[Stretch]]:
    """What stands or runs in each row."""
    rows, tops = list(heights.rows), list(heights.rows.values())
    row_at = dict(zip(tops, rows, strict=True))
    taken: defaultdict[Row, list[Stretch]] = defaultdict(list)
    for card in cards.values():
        taken[row_at[card.y]].append((card.x, card.right))
    for x, top, bottom in _downward(lines):
        for row in rows[bisect_right(tops, top - CARD_HEIGHT) : bisect_left(tops, bottom)]:
            taken[row].append((x, x))
    return taken


def _downward(lines: Iterable[Line]) -> set[tuple[float, float, float]]:
    """Where lines run up or down: x, from, to."""
    return {
        (x, min(y, y_next), max(y, y_next))
        for line in lines
        for (x, y), (x_next, y_next) in pairwise(line.points)
        if x == x_next
    }


def _in_the_way(stretches: Sequence[Stretch], x: float) -> bool:
    return any(left < x + CARD_WIDTH + BETWEEN and x - BETWEEN < right for left, right in stretches)
