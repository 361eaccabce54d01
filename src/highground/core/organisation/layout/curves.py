"""Lines of influence and of conflict: a curve or a straight line where the way is free, else a way round the cards.

Every line is a chain of cubic Bézier curves: a start, then two control points and an end for each curve.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from highground.core.organisation.layout.routes import route
from highground.core.organisation.layout.shapes import Card, MapLayout, Point

TIP = 4.0
"""An arrow ends this far before the card, so that its head is seen."""
BESIDE = 0.27
"""How far from its corner a curve leaves or enters a card, as a part of its width; the centre is for reporting."""
ARCH = 16.0
"""How high a curve rises between two cards of one row."""
ROUND = 6.0
"""The radius of a corner."""
FLAT = 1.5
"""A curve to a card above that is more times as far as high goes into its side."""
STEPS = 24
"""A curve is looked at in so many pieces."""
CLEAR = 1.5
"""A line stays this far from cards that it only passes."""
TOUCH = -0.005
"""Touching the edge is not going through."""


@dataclass(frozen=True)
class Curve:
    """A start, then two control points and an end for each piece; `middle` is where a mark or label goes."""

    points: tuple[Point, ...]

    @property
    def middle(self) -> Point:
        """The point half way along."""
        drawn = list(flattened(self.points))
        half = sum(_length(a, b) for a, b in pairwise(drawn)) / 2
        for a, b in pairwise(drawn):
            step = _length(a, b)
            if step >= half > 0:
                return _between(a, b, half / step)
            half -= step
        return drawn[-1]


def curve(layout: MapLayout, from_key: str, to_key: str) -> Curve:
    """The curve of an influence: out of the top or side of one card, into the top of the other, or what is nearest.

    >>> from highground.core.organisation.layout import map_layout
    >>> from highground.core.organisation.model import Organisation, Post
    >>> posts = [Post(key, key, layer="decision", place=place) for place, key in enumerate("ab")]
    >>> curve(map_layout(Organisation(posts={post.key: post for post in posts})), "a", "b").points
    ((117.5, 26.0), (129.5, 10.0), (193.5, 10.0), (205.5, 22.0))
    """
    start, end = layout.cards[from_key], layout.cards[to_key]
    for points in _bows(start, end):
        if is_clear(layout, flattened(points), (start, end)):
            return Curve(points)
    return Curve(tuple(_rounded(_shortened(route(start, end, layout.channels, 2)))))


def conflict_line(layout: MapLayout, one_key: str, other_key: str) -> Curve:
    """The line of a conflict: straight from side to side or edge to edge where nothing is between, else round.

    >>> from highground.core.organisation.layout import map_layout
    >>> from highground.core.organisation.model import Organisation, Post
    >>> posts = [Post(key, key, layer="decision", place=place) for place, key in enumerate("ab")]
    >>> conflict_line(map_layout(Organisation(posts={post.key: post for post in posts})), "b", "a").middle
    (161.5, 58.0)
    """
    one, other = sorted((layout.cards[one_key], layout.cards[other_key]), key=lambda card: (card.x, card.y))
    for ends in _straights(one, other):
        if is_clear(layout, ends, (one, other)):
            return Curve(tuple(_straight_pieces(ends)))
    return Curve(tuple(_rounded(route(one, other, layout.channels, 1))))


def flattened(points: Sequence[Point]) -> Iterator[Point]:
    """A chain of Bézier curves as points along it."""
    yield points[0]
    for number in range(0, len(points) - 1, 3):
        piece = points[number : number + 4]
        yield from (_on_curve(piece, step / STEPS) for step in range(1, STEPS + 1))


def is_clear(layout: MapLayout, points: Iterable[Point], own: Iterable[Card]) -> bool:
    """Whether a way along these points keeps off all cards; its own, where it starts and ends, it may touch."""
    corners = {(card.x, card.y) for card in own}
    return not any(_hits(layout, a, b, corners) for a, b in pairwise(points))


def _hits(layout: MapLayout, a: Point, b: Point, own: Set[Point]) -> bool:
    """Whether a straight piece comes too close to a card."""
    rows = layout.channels.rows
    left, right = sorted((a[0], b[0]))
    top, bottom = sorted((a[1], b[1]))
    for row in rows[bisect_left(rows, top - CLEAR, key=lambda row: row.bottom) :]:
        if row.top >= bottom + CLEAR:
            break
        for number in range(bisect_left(row.rights, left - CLEAR), bisect_right(row.lefts, right + CLEAR)):
            room = TOUCH if (row.lefts[number], row.top) in own else CLEAR
            low = (row.lefts[number] - room, row.top - room)
            if _goes_through(a, b, low, (row.rights[number] + room, row.bottom + room)):
                return True
    return False


def _goes_through(a: Point, b: Point, low: Point, high: Point) -> bool:
    """Whether a straight piece goes through a box: some part of it is left when it is cut at all four edges."""
    start, end = 0.0, 1.0
    for axis in (0, 1):
        step = b[axis] - a[axis]
        if not step:
            if not low[axis] < a[axis] < high[axis]:
                return False
            continue
        near, far = sorted(((low[axis] - a[axis]) / step, (high[axis] - a[axis]) / step))
        start, end = max(start, near), min(end, far)
    return start < end


def _bows(start: Card, end: Card) -> Iterator[tuple[Point, ...]]:
    """The curves that are tried, best first."""
    if start.y == end.y:
        yield _arch(start, end)
    elif start.y < end.y:
        yield from _downward(start, end)
    else:
        yield from _upward(start, end)


def _arch(start: Card, end: Card) -> tuple[Point, ...]:
    """From top to top, over whoever stands between."""
    a, b = _towards(start, end), _towards(end, start)
    lean = 12.0 if a < b else -12.0
    rise = start.y - ARCH
    return (a, start.y), (a + lean, rise), (b - lean, rise), (b, end.y - TIP)


def _downward(start: Card, end: Card) -> Iterator[tuple[Point, ...]]:
    """Out of the side that is nearer, then out of the bottom; into the top."""
    goal = (_towards(end, start), end.y - TIP)
    fall = goal[1] - start.middle
    if not start.x <= goal[0] <= start.right:
        side = start.right if goal[0] > start.centre else start.x
        pull = max(min(60.0, abs(goal[0] - side) * 0.6), 12.0) * (1 if side == start.right else -1)
        yield (side, start.middle), (side + pull, start.middle + 8), (goal[0], goal[1] - fall / 2), goal
    x = _towards(start, end)
    bend = (goal[1] - start.bottom) * 0.5
    yield (x, start.bottom), (x, start.bottom + bend), (goal[0], goal[1] - bend), goal


def _upward(start: Card, end: Card) -> Iterator[tuple[Point, ...]]:
    """Out of the top; into the bottom, or into the side that is nearer."""
    ways = (_into_bottom(start, end), _into_side(start, end))
    is_far = abs(start.centre - end.centre) > FLAT * (start.y - end.bottom)
    yield from reversed(ways) if is_far else ways


def _into_bottom(start: Card, end: Card) -> tuple[Point, ...]:
    x, goal = _towards(start, end), (_towards(end, start), end.bottom + TIP)
    bend = (start.y - goal[1]) * 0.45
    sway = 10.0 if abs(start.centre - end.centre) < start.width / 2 else 0.0
    return (x, start.y), (x + sway, start.y - bend), (goal[0] + sway, goal[1] + bend), goal


def _into_side(start: Card, end: Card) -> tuple[Point, ...]:
    x, is_right = _towards(start, end), start.centre > end.centre
    side = end.right + TIP if is_right else end.x - TIP
    pull = min(64.0, abs(x - side) * 0.6) * (1 if is_right else -1)
    return (x, start.y), (x, start.y - (start.y - end.middle) * 0.75), (side + pull, end.middle), (side, end.middle)


def _towards(card: Card, other: Card) -> float:
    """Where a curve leaves or enters a card: on the half that faces the other, on the right if they are in line."""
    is_left = other.centre < card.centre - card.width / 2
    return card.x + card.width * (BESIDE if is_left else 1 - BESIDE)


def _straights(one: Card, other: Card) -> Iterator[tuple[Point, Point]]:
    """The straight lines that are tried: from side to side, and from the higher card down to the lower."""
    if one.right < other.x:
        yield (one.right, one.middle), (other.x, other.middle)
    if one.y != other.y:
        high, low = sorted((one, other), key=lambda card: card.y)
        yield (_towards(high, low), high.bottom), (_towards(low, high), low.y)


def _shortened(points: Sequence[Point]) -> Sequence[Point]:
    """The same way, ending before the card."""
    (x, y), (x_end, y_end) = points[-2:]
    length = _length(points[-2], points[-1])
    share = max(length - TIP, 0.0) / length if length else 0.0
    return (*points[:-1], (x + (x_end - x) * share, y + (y_end - y) * share))


def _rounded(points: Sequence[Point]) -> Iterator[Point]:
    """A way with corners as a chain of curves that cut the corners."""
    yield points[0]
    last = points[0]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        radius = min(ROUND, _length(before, corner) / 2, _length(corner, after) / 2)
        enter, leave = _near(corner, before, radius), _near(corner, after, radius)
        yield from _straight_pieces((last, enter))[1:]
        yield from (_between(enter, corner, 0.6), _between(leave, corner, 0.6), leave)
        last = leave
    yield from _straight_pieces((last, points[-1]))[1:]


def _straight_pieces(ends: tuple[Point, Point]) -> tuple[Point, Point, Point, Point]:
    a, b = ends
    return a, _between(a, b, 1 / 3), _between(a, b, 2 / 3), b


def _near(corner: Point, other: Point, distance: float) -> Point:
    length = _length(corner, other)
    return _between(corner, other, distance / length) if length else corner


def _between(a: Point, b: Point, share: float) -> Point:
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share


def _length(a: Point, b: Point) -> float:
    return float(((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5)


def _on_curve(piece: Sequence[Point], t: float) -> Point:
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
    return (
        sum(weight * point[0] for weight, point in zip(weights, piece, strict=True)),
        sum(weight * point[1] for weight, point in zip(weights, piece, strict=True)),
    )
