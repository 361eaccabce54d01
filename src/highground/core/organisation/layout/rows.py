"""Who stands in which row of a band, and how high rows and bands are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from highground.core.organisation.layout import measures
from highground.core.organisation.layout.columns import Blocks
from highground.core.organisation.layout.family import Family
from highground.core.organisation.layout.stacks import Stack

Row = tuple[int, int]
"""The place of a band, and of a row in it."""


@dataclass(frozen=True)
class Heights:
    """The upper edge of each row, and the upper edge and height of each band."""

    rows: Mapping[Row, float]
    bands: Sequence[tuple[float, float]]

    @property
    def total(self) -> float:
        """The height of the map."""
        return sum(self.bands[-1])


def rows_of(family: Family, blocks: Blocks) -> dict[str, Row]:
    """The row of each post: the first of its band, or below its boss where he stands in the same band."""
    rows: dict[str, Row] = {}
    for boss in (None, *family.order):
        for block in blocks.get(boss, ()):
            for part in block.parts if isinstance(block, Stack) else ((block,),):
                band = family.band[part[0]]
                start = rows[boss][1] + 1 if boss is not None and family.band[boss] == band else 0
                high = block.rows(part) if isinstance(block, Stack) else 1
                rows.update((key, (band, start + number % high)) for number, key in enumerate(part))
    return rows


def heights_of(counts: Sequence[int], leading: Set[Row], entered: Set[int]) -> Heights:
    """The heights for so many rows in each band.

    `leading` are the rows from which lines go down, `entered` the bands that lines enter from above.

    >>> heights_of([2, 1], {(0, 0)}, set()).rows
    {(0, 0): 26.0, (0, 1): 116.0, (1, 0): 230.0}
    """
    rows: dict[Row, float] = {}
    bands: list[tuple[float, float]] = []
    top = 0.0
    for band, count in enumerate(counts):
        y = top + _head(band, entered)
        for row in ((band, number) for number in range(count)):
            rows[row] = y
            y += measures.CARD_HEIGHT + (measures.LINE_GAP if row in leading else measures.ROW_GAP)
        bottom = _bottom(rows, (band, count - 1), leading) if count else y
        bands.append((top, bottom - top))
        top = bottom + measures.BAND_GAP
    return Heights(rows, bands)


def row_counts(rows: Iterable[Row], bands: int) -> list[int]:
    """How many rows each band has.

    >>> row_counts([(0, 0), (2, 1)], 3)
    [1, 0, 2]
    """
    counts = [0] * bands
    for band, row in rows:
        counts[band] = max(counts[band], row + 1)
    return counts


def _head(band: int, entered: Set[int]) -> float:
    if not band:
        return measures.HEAD_FIRST
    return measures.HEAD_WITH_LINES if band in entered else measures.HEAD


def _bottom(rows: Mapping[Row, float], last: Row, leading: Set[Row]) -> float:
    foot = measures.FOOT_WITH_LINES if last in leading else measures.FOOT
    return rows[last] + measures.CARD_HEIGHT + foot
