"""The free ways between cards: sideways between two rows, and up or down where a row leaves a gap.

All cards of a row stand at one height, so the strip between two rows is free from end to end. To change rows a way
needs a place where the row between has no card; left and right of all cards there always is one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from highground.core.organisation.layout.measures import CARD_WIDTH, COLUMN, FOOT, INDENT, LINE_GAP, MARGIN

CLEAR = 2.0
"""A way stays this far from a card it goes past."""
HALF_GAP = (COLUMN - CARD_WIDTH) / 2
EDGE = MARGIN / 2
"""The way round all cards runs this far from the edge of the map."""
TRACKS = 3
"""So many lines run beside each other between two rows before they share a track."""


@dataclass(frozen=True)
class CardRow:
    """The cards of one height: upper and lower edge, and the left and right edges of the cards in order."""

    top: float
    bottom: float
    lefts: tuple[float, ...]
    rights: tuple[float, ...]

    def is_free(self, left: float, right: float) -> bool:
        """Whether no card reaches into this stretch."""
        after = bisect_right(self.lefts, right)
        return not after or self.rights[after - 1] <= left

    def free_near(self, x: float) -> float:
        """The nearest place to go through: where it is free, else beside the card that is in the way."""
        if self.is_free(x - CLEAR, x + CLEAR):
            return x
        number = bisect_right(self.lefts, x + CLEAR) - 1
        left, right = self._before(number), self.rights[number] + HALF_GAP
        return left if x - left <= right - x else right

    def _before(self, number: int) -> float:
        """A place left of a card, and left of the spine that it may hang on."""
        beside = self.lefts[number] - INDENT - HALF_GAP
        return max(beside, self.rights[number - 1] + HALF_GAP if number else EDGE)


@dataclass(frozen=True)
class Channels:
    """The rows of cards from top to bottom; channel n runs above row n, the last one below all rows."""

    rows: Sequence[CardRow]
    width: float
    _number: dict[float, int] = field(default_factory=dict)

    @classmethod
    def between(cls, cards: Iterable[tuple[float, float, float, float]], width: float) -> Channels:
        """The channels between cards that are given as top, bottom, left, right."""
        rows: dict[float, list[tuple[float, float, float, float]]] = {}
        for card in cards:
            rows.setdefault(card[0], []).append(card)
        made = [_row(rows[top]) for top in sorted(rows)]
        return cls(made, width, {row.top: number for number, row in enumerate(made)})

    def row(self, top: float) -> int:
        """The number of the row that stands at this height."""
        return self._number[top]

    def height(self, channel: int, track: int) -> float:
        """Where a track of a channel runs: clear of the reporting lines, which go across 13 below a card."""
        step = track % TRACKS
        if channel == 0:
            return self.rows[0].top - 5 - 3 * step
        above = self.rows[channel - 1].bottom
        gap = self.rows[channel].top - above if channel < len(self.rows) else FOOT
        if gap < FOOT:
            return above + 3 + step
        return above + (17 if gap >= LINE_GAP else 4) + 3 * step

    def lane(self, rows: range, near: float, far: float) -> float | None:
        """A place where all these rows can be passed in one go, on the shortest way found; None if none is found."""
        tries = {near, far, EDGE, self.width - EDGE}
        for row in rows[:1], rows[-1:]:
            tries.update(self.rows[number].free_near(x) for number in row for x in (near, far, (near + far) / 2))
        ways = sorted(tries, key=lambda x: (abs(near - x) + abs(far - x), x))
        between = [self.rows[number] for number in rows]
        return next((x for x in ways if all(row.is_free(x - CLEAR, x + CLEAR) for row in between)), None)


def _row(cards: list[tuple[float, float, float, float]]) -> CardRow:
    ordered = sorted(cards, key=lambda card: card[2])
    top, bottom, _, _ = ordered[0]
    return CardRow(top, bottom, tuple(card[2] for card in ordered), tuple(card[3] for card in ordered))
