"""The steps as lanes from left to right: how wide each is, where it stands, its head and its columns of gates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from highground.apps.chains.drawing.chips import chip_width
from highground.apps.chains.drawing.columns import gate_column
from highground.apps.chains.drawing.facts import Lane
from highground.kit.drawing.palette import MARGIN
from highground.kit.drawing.svg import Drawn, element, line_of, paragraph
from highground.kit.drawing.typesetting import LABEL, PLAIN, STEP
from highground.kit.language import _

BETWEEN = 24.0
SHEET = 1216.0
"""How wide all lanes together are, unless the gates need more or can do with less."""
COLUMN_WIDTHS = (188.0, 228.0, 268.0, 308.0, 348.0)
"""The widths that are tried for a column, narrowest first."""
WIDEST_FOR_NAMES = 308.0
WIDEST_COLUMN = 400.0
TALL = 560.0
"""A lane that would stand higher than this is made wider."""


@dataclass(frozen=True)
class Place:
    """Where a lane stands on the sheet: its left edge and the width of its content."""

    lane: Lane
    x: float
    width: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width


def place_lanes(lanes: Sequence[Lane]) -> list[Place]:
    """Where the lanes stand, from left to right."""
    places, x = [], MARGIN
    for lane, width in zip(lanes, _widths(lanes), strict=True):
        places.append(Place(lane, x, width))
        x += width + BETWEEN
    return places


def draw_lanes(places: Sequence[Place], y: float, width: float) -> Drawn:
    """The steps from left to right under one rule, a thin line between them."""
    top = element("line", class_="top", x1=MARGIN, x2=MARGIN + width, y1=y + 0.5, y2=y + 0.5)
    heads = [_head(number, place, y + 10) for number, place in enumerate(places, 1)]
    start = y + 10 + max(head.height for head in heads) + 8
    gates = [_gates(place, start) for place in places]
    height = start + max(drawn.height for drawn in gates) + 14 - y
    edges = (place.right + BETWEEN / 2 for place in places[:-1])
    divides = (element("line", class_="divide", x1=x, x2=x, y1=y + 1, y2=y + height) for x in edges)
    return Drawn(top + "".join(divides) + "".join(drawn.svg for drawn in (*heads, *gates)), height)


def _widths(lanes: Sequence[Lane]) -> list[float]:
    """Each lane as wide as its gates need; what is left of the sheet goes to lanes with gates, then to all."""
    widths = [_needed(lane) for lane in lanes]
    spare = SHEET - sum(widths) - BETWEEN * (len(lanes) - 1)
    filled = [number for number, lane in enumerate(lanes) if lane.gates]
    for group in (filled, range(len(lanes))):
        for place, number in enumerate(group):
            room = WIDEST_COLUMN * len(lanes[number].columns()) - widths[number]
            more = max(min(spare / (len(group) - place), room), 0.0)
            widths[number] += more
            spare -= more
    return widths


def _needed(lane: Lane) -> float:
    """The narrowest width at which no name is cut and the lane is not too tall; else the one at which it is lowest."""
    columns = len(lane.columns())
    names = max((chip_width(signer) + 20 for gate in lane.gates for signer in gate.people), default=0.0)
    widths = [max(width, min(names, WIDEST_FOR_NAMES)) * columns + BETWEEN * (columns - 1) for width in COLUMN_WIDTHS]
    heights = [_gates(Place(lane, 0.0, width), 0.0).height for width in widths]
    fitting = [width for width, height in zip(widths, heights, strict=True) if height <= TALL]
    return fitting[0] if fitting else min(zip(heights, widths, strict=True))[1]


def _head(number: int, place: Place, y: float) -> Drawn:
    """The number of the step in a ring, and its name."""
    ring = element("circle", class_="number", cx=place.x + 10, cy=y + 10, r=9.5)
    figure = line_of(str(number), place.x + 10, y + 14, PLAIN, classes="middle")
    name = paragraph(place.lane.name, place.x + 28, y + 15, STEP, limit=place.width - 28, leading=20, most=3)
    return Drawn(ring + figure + name.svg, name.height)


def _gates(place: Place, y: float) -> Drawn:
    """The gates of a lane in their columns, or the remark that there are none."""
    if not place.lane.gates:
        return _no_gates(place, y)
    columns = place.lane.columns()
    width = (place.width - BETWEEN * (len(columns) - 1)) / len(columns)
    drawn = [gate_column(gates, place.x + number * (width + BETWEEN), y, width) for number, gates in enumerate(columns)]
    return Drawn("".join(column.svg for column in drawn), max(column.height for column in drawn))


def _no_gates(place: Place, y: float) -> Drawn:
    box = element("rect", class_="edge bare empty", x=place.x, y=y, width=place.width, height=38, rx=2)
    return Drawn(box + line_of(_("no gate recorded"), place.x + 10, y + 23, LABEL, limit=place.width - 20), 38)
