"""The map of a large organisation: a tile for each unit, in it a mark for each post, or only their number."""

from __future__ import annotations

from highground.apps.organisation.drawing.bands import bands_to_draw, draw_names, draw_strips
from highground.apps.organisation.drawing.cards import draw_card
from highground.apps.organisation.words import facts_of, occupancy_of
from highground.core.organisation.layout import Point, Tile, TileLayout
from highground.core.organisation.model import Occupancy, Organisation, Post
from highground.core.text import Text, plural_text
from highground.kit.drawing.svg import Drawn, element, line_of, title
from highground.kit.drawing.typesetting import LABEL, STRONG, cut, width_of
from highground.kit.language import _, translate

PAD = 8.0


def draw_tiles(organisation: Organisation, layout: TileLayout, x: float, y: float) -> Drawn:
    """The map at this place."""
    used = {card.band for card in layout.cards.values()} | {tile.band for tile in layout.tiles}
    bands = bands_to_draw(layout.bands, used)
    top, bottom = bands[0].y, bands[-1].y + bands[-1].height
    body = (
        draw_strips(bands, layout.width)
        + draw_names(bands)
        + "".join(draw_card(card, organisation) for card in layout.cards.values())
        + "".join(_tile(tile, organisation) for tile in layout.tiles)
    )
    return Drawn(element("g", body, class_="map", transform=f"translate({x:g} {y - top:g})"), bottom - top)


def draw_mark(post: Post, at: Point, facts: str) -> str:
    """A disc where the name is known, a dot where it is not, an empty square for a vacant post."""
    x, y = at
    said, occupancy = title(facts), occupancy_of(post)
    if occupancy is Occupancy.VACANT:
        return element("rect", said, class_="empty", x=x - 4, y=y - 4, width=8, height=8, data_post=post.key)
    kind, radius = ("named", 4.5) if occupancy is Occupancy.HELD else ("unnamed", 1.5)
    return element("circle", said, class_=kind, cx=x, cy=y, r=radius, data_post=post.key)


def tile_name(tile: Tile, organisation: Organisation) -> str:
    """The name of the unit of a tile."""
    return organisation.units[tile.unit].name if tile.unit is not None else _("In no unit")


def tile_facts(tile: Tile, organisation: Organisation) -> str:
    """A tile in words: its unit, how many posts, how many with a name."""
    posts = plural_text("%(count)s post", "%(count)s posts", len(tile.posts))
    values = {"unit": tile_name(tile, organisation), "posts": posts, "named": _named(tile, organisation)}
    return translate(Text("%(unit)s: %(posts)s, %(named)s", values))


def _tile(tile: Tile, organisation: Organisation) -> str:
    facts, left = tile_facts(tile, organisation), tile.x + PAD
    count = f"{len(tile.posts):,}"
    room = tile.width - 2 * PAD - width_of(count, LABEL) - 6
    name = tile_name(tile, organisation)
    after = left + width_of(cut(name, STRONG, room), STRONG) + 6
    posts = (organisation.posts[key] for key in tile.posts)
    marks = (draw_mark(post, at, facts_of(organisation, post)) for post, at in zip(posts, tile.marks, strict=False))
    parts = [
        title(facts),
        element("rect", class_="box", x=tile.x, y=tile.y, width=tile.width, height=tile.height, rx=2),
        line_of(name, left, tile.y + 19, STRONG, limit=room),
        line_of(count, after, tile.y + 19, LABEL),
        *marks,
        line_of(translate(_named(tile, organisation)), left, tile.y + tile.height - 11, LABEL),
    ]
    return element("g", "".join(parts), class_="unit", role="group", aria_label=facts)


def _named(tile: Tile, organisation: Organisation) -> Text:
    named = sum(occupancy_of(organisation.posts[key]) is Occupancy.HELD for key in tile.posts)
    return Text("%(count)s named", {"count": f"{named:,}"})
