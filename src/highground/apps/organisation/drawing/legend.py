"""The legend under the map: what edges, lines and marks mean, and only those that are on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from highground.apps.organisation.drawing.cards import MARK, empty_square
from highground.apps.organisation.drawing.style import MARGIN
from highground.apps.organisation.words import occupancy_of
from highground.core.organisation.layout import MapLayout, TileLayout
from highground.core.organisation.model import Occupancy, Organisation, Post
from highground.kit.drawing.svg import NOTHING, Drawn, element, line_of
from highground.kit.drawing.typesetting import LABEL, width_of
from highground.kit.language import _


@dataclass(frozen=True)
class Key:
    """One entry: a sample drawn at (x, baseline), how wide it is, and what it means."""

    sample: Callable[[float, float], str]
    width: float
    meaning: str


def draw_legend(keys: Sequence[Key], y: float, width: float) -> Drawn:
    """The entries side by side, wrapped."""
    x, baseline, entries = MARGIN, y + 26, ""
    for key in keys:
        needed = key.width + 6 + width_of(key.meaning, LABEL)
        if x > MARGIN and x + needed > MARGIN + width:
            x, baseline = MARGIN, baseline + 22
        entries += key.sample(x, baseline) + line_of(key.meaning, x + key.width + 6, baseline, LABEL)
        x += needed + 20
    return Drawn(element("g", entries, class_="legend"), baseline - y + 8) if keys else NOTHING


def card_keys(organisation: Organisation, layout: MapLayout) -> Iterator[Key]:
    """What a map of cards needs explained."""
    if layout.lines:
        yield Key(lambda x, y: _stroke("reports", x, y), 24, _("reports to"))
    if layout.dotted:
        yield Key(lambda x, y: _stroke("dotted", x, y), 24, _("dotted line"))
    yield from _edge_keys([organisation.posts[key] for key in layout.cards])


def tile_keys(organisation: Organisation, layout: TileLayout) -> Iterator[Key]:
    """What a map of tiles needs explained: its marks, and the edges of the small cards."""
    marked = [organisation.posts[key] for tile in layout.tiles if tile.marks for key in tile.posts]
    occupancies = {occupancy_of(post) for post in marked}
    if Occupancy.HELD in occupancies:
        yield Key(lambda x, y: element("circle", class_="named", cx=x + 5, cy=y - 4, r=4.5), 10, _("name known"))
    if Occupancy.NAME_UNKNOWN in occupancies:
        yield Key(lambda x, y: element("circle", class_="unnamed", cx=x + 3, cy=y - 4, r=1.5), 6, _("name not known"))
    if Occupancy.VACANT in occupancies:
        yield Key(lambda x, y: empty_square(x, y - 9), MARK, _("vacant"))
    yield from _edge_keys([organisation.posts[key] for key in layout.cards])


def _edge_keys(posts: Sequence[Post]) -> Iterator[Key]:
    """The edges of cards; a vacant one says so itself."""
    if any(occupancy_of(post) is not Occupancy.HELD for post in posts):
        yield Key(lambda x, y: _edge("open", x, y), 22, _("vacant, or name not known"))
    if any(post.is_outside for post in posts):
        yield Key(lambda x, y: _edge("outside", x, y), 22, _("from outside"))


def _stroke(kind: str, x: float, baseline: float) -> str:
    return element("path", class_=kind, d=f"M{x:g} {baseline - 4:g}h24")


def _edge(kind: str, x: float, baseline: float) -> str:
    return element("g", element("rect", class_="box", x=x, y=baseline - 11, width=22, height=14, rx=2), class_=kind)
