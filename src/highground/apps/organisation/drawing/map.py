"""The map of cards: strips, lines, names of layers and units, and the cards on top."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from highground.apps.organisation.drawing.bands import bands_to_draw, draw_names, draw_strips
from highground.apps.organisation.drawing.cards import draw_card
from highground.core.organisation.layout import Band, Line, MapLayout, Point, UnitHeading
from highground.core.organisation.model import Organisation, Unit
from highground.kit.drawing.svg import Drawn, element, line_of
from highground.kit.drawing.typesetting import STRONG

HEADINGS = 28.0
"""How high the names of the units stand above the map."""


def draw_cards(organisation: Organisation, layout: MapLayout, x: float, y: float, width: float) -> Drawn:
    """The map at this place, its strips at least as wide as said."""
    bands = bands_to_draw(layout.bands, {card.band for card in layout.cards.values()})
    top, bottom = bands[0].y, bands[-1].y + bands[-1].height
    head = HEADINGS if layout.headings else 0.0
    body = (
        "".join(_heading(heading, organisation.units, top) for heading in layout.headings)
        + draw_strips(bands, max(layout.width, width))
        + _lines(layout, bands)
        + "".join(draw_card(card, organisation) for card in layout.cards.values())
    )
    moved = f"translate({x:g} {y + head - top:g})"
    return Drawn(element("g", body, class_="map", transform=moved), head + bottom - top)


def _heading(heading: UnitHeading, units: Mapping[str, Unit], top: float) -> str:
    """The name of a unit over a rule as wide as its columns."""
    name = units[heading.unit].name if heading.unit in units else heading.unit
    rule = element("line", class_="edge", x1=heading.x, x2=heading.x + heading.width, y1=top - 6.5, y2=top - 6.5)
    return rule + line_of(name, heading.x, top - 13, STRONG, limit=heading.width)


def _lines(layout: MapLayout, bands: Sequence[Band]) -> str:
    """The lines of each boss as one path, so that where they share a way it is drawn once; the dotted ones alone."""
    by_boss: dict[str, list[Line]] = {}
    for line in layout.lines:
        by_boss.setdefault(line.boss, []).append(line)
    solid = (element("path", class_="reports", d=_path(line.points for line in lines)) for lines in by_boss.values())
    dotted = (element("path", class_="dotted", d=_path([line.points])) for line in layout.dotted)
    return "".join(solid) + "".join(dotted) + draw_names(bands)


def _path(ways: Iterable[Sequence[Point]]) -> str:
    """Ways as the commands of a path.

    >>> _path([((1.0, 2.5), (1.0, 8.0))])
    'M1 2.5L1 8'
    """
    return "".join("M" + "L".join(f"{round(x, 1):g} {round(y, 1):g}" for x, y in way) for way in ways)
