"""Ways from card to card that go round all others: dotted lines, and reporting lines that do not run down."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from highground.core.organisation.layout.channels import EDGE, HALF_GAP, Channels
from highground.core.organisation.layout.measures import INDENT
from highground.core.organisation.layout.shapes import Card, Point

OUT = 0.7
IN = 0.3
"""Where a way leaves a card and where it enters one, as a part of its width; the centre is for reporting lines."""
ALONE = 24
"""A way past more rows than this goes round the outside at once."""


@dataclass(frozen=True)
class _End:
    """Where a way begins or ends: on the card, the place from which it goes up or down, and in which row."""

    points: tuple[Point, ...]
    x: float
    row: int


def route(start: Card, end: Card, channels: Channels, track: int) -> tuple[Point, ...]:
    """A way from one card to another along the free channels; different tracks stay apart where there is room."""
    first, last = _end(start, OUT, channels), _end(end, IN, channels)
    leave, enter = _channels(first.row, last.row)
    x, y = first.x, channels.height(leave, track)
    points = [*_on_card(first, leave, start), (x, y)]
    for x_next, channel in _steps(channels, (leave, enter), x, last.x):
        points += [(x_next, y), (x_next, channels.height(channel, track))]
        y = channels.height(channel, track)
    points += [(last.x, y), *reversed(_on_card(last, enter, end))]
    return tuple(_without_needless(points))


def _end(card: Card, part: float, channels: Channels) -> _End:
    """A stacked card is entered from its left, past the spine; every other one from above or below."""
    row = channels.row(card.y)
    if card.spine is None:
        return _End((), card.x + part * card.width, row)
    beside = card.x - INDENT - HALF_GAP
    y = card.middle - (INDENT if part == OUT else -INDENT)
    return _End(((card.x, y), (beside, y)), beside, row)


def _on_card(end: _End, channel: int, card: Card) -> tuple[Point, ...]:
    return end.points or ((end.x, card.y if channel == end.row else card.bottom),)


def _channels(start: int, end: int) -> tuple[int, int]:
    """Through which channels a way leaves its first row and comes to its last; in one row it goes round below."""
    if start == end:
        return start + 1, start + 1
    return (start + 1, end) if start < end else (start, end + 1)


def _steps(channels: Channels, between: tuple[int, int], x: float, goal: float) -> Iterable[tuple[float, int]]:
    """The places where a way changes channels: one for all rows if there is one, else one for each row."""
    leave, enter = between
    if leave == enter:
        return []
    rows = range(min(between), max(between))
    lane = EDGE if len(rows) > ALONE else channels.lane(rows, x, goal)
    if lane is not None:
        return [(lane, enter)]
    return _stairs(channels, between, goal)


def _stairs(channels: Channels, between: tuple[int, int], goal: float) -> Iterable[tuple[float, int]]:
    leave, enter = between
    step = 1 if leave < enter else -1
    for channel in range(leave, enter, step):
        row = channel if step > 0 else channel - 1
        yield channels.rows[row].free_near(goal), channel + step


def _without_needless(points: Sequence[Point]) -> Iterable[Point]:
    """The points without those that lie on a straight way between their neighbours."""
    kept: list[Point] = []
    for point in points:
        if kept and kept[-1] == point:
            continue
        while len(kept) > 1 and _is_straight(kept[-2], kept[-1], point):
            kept.pop()
        if not kept or kept[-1] != point:
            kept.append(point)
    return kept


def _is_straight(a: Point, b: Point, c: Point) -> bool:
    return a[0] == b[0] == c[0] or a[1] == b[1] == c[1]
