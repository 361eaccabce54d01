"""The whole sheet: what it shows in a sentence, the map, the legend, in one SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from highground.apps.organisation.drawing.legend import Key, card_keys, draw_legend, tile_keys
from highground.apps.organisation.drawing.map import draw_cards
from highground.apps.organisation.drawing.style import MARGIN, SCOPE, stylesheet
from highground.apps.organisation.drawing.tiles import draw_tiles, tile_facts
from highground.apps.organisation.words import facts_of, occupancy_of
from highground.core.organisation.layout import (
    DrawingKind,
    MapLayout,
    TileLayout,
    drawing_kind,
    map_layout,
    tile_layout,
)
from highground.core.organisation.model import Occupancy, Organisation
from highground.core.text import Text, listed, plural_text
from highground.kit.drawing.phrases import running_text
from highground.kit.drawing.svg import Drawn, clean, element, line_of, paragraph, stack, title
from highground.kit.drawing.typesetting import ANSWER, LABEL, SECOND
from highground.kit.language import _, current, translate

LEAST_WIDTH = 620.0
TOP = 26.0
BOTTOM = 22.0


@dataclass(frozen=True)
class _Plan:
    """What a sheet is made of, once it is known where everything stands."""

    organisation: Organisation
    layout: MapLayout | TileLayout
    keys: Sequence[Key]
    words: Sequence[str]

    @property
    def width(self) -> float:
        """How wide the sheet is without its border."""
        return max(self.layout.width, LEAST_WIDTH)

    def draw(self, y: float) -> Drawn:
        """The map from this height on."""
        if isinstance(self.layout, MapLayout):
            return draw_cards(self.organisation, self.layout, MARGIN, y, self.width)
        return draw_tiles(self.organisation, self.layout, MARGIN, y)


def draw_organisation(organisation: Organisation, *, name: str = "") -> str:
    """A standalone SVG of an organisation, in the language in use; `name` says whose it is.

    It follows the reader's light or dark theme, prints light, and is the same for the same organisation.
    """
    plan = _plan(organisation)
    headline = translate(_headline(organisation))
    body = stack(
        (
            lambda y: _header(name, headline, y, plan.width),
            plan.draw,
            lambda y: draw_legend(plan.keys, y, plan.width),
            lambda y: _footer(organisation, y, plan.width),
        ),
        TOP,
    )
    spoken = clean(translate(listed([part for part in (name, headline) if part])))
    head = title(spoken) + element("desc", escape(clean(_in_words(plan.words))))
    width, height = plan.width + 2 * MARGIN, TOP + body.height + BOTTOM
    language = current().replace("_", "-")
    root = element(
        "svg",
        head
        + element("style", stylesheet(current()))
        + element("rect", class_="paper", width=width, height=height)
        + body.svg,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width:.0f} {height:.0f}",
        width=f"{width:.0f}",
        height=f"{height:.0f}",
        class_=SCOPE,
        role="group",
        aria_label=spoken,
        lang=language,
        xml__lang=language,
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{root}\n'


def _plan(organisation: Organisation) -> _Plan:
    if drawing_kind(organisation) is DrawingKind.CARDS:
        layout = map_layout(organisation)
        words = [facts_of(organisation, organisation.posts[key]) for key in layout.cards]
        return _Plan(organisation, layout, list(card_keys(organisation, layout)), words)
    tiles = tile_layout(organisation)
    small = [facts_of(organisation, organisation.posts[key]) for key in tiles.cards]
    words = [*small, *(tile_facts(tile, organisation) for tile in tiles.tiles)]
    return _Plan(organisation, tiles, list(tile_keys(organisation, tiles)), words)


def _in_words(facts: Sequence[str]) -> str:
    """The whole map as text, post by post or unit by unit."""
    return running_text([translate(Text("%(sentence)s.", {"sentence": fact})) for fact in facts])


def _header(name: str, headline: str, y: float, width: float) -> Drawn:
    """Whose organisation it is, and what is known of it in a sentence."""
    whose = line_of(name, MARGIN, y + 12, SECOND, limit=width) if clean(name) else ""
    top = y + (41 if whose else 20)
    said = paragraph(headline, MARGIN, top, ANSWER, limit=width, leading=30, most=3)
    return Drawn(whose + said.svg, top - y + said.height - 12)


def _headline(organisation: Organisation) -> Text:
    """How many of the posts have a name to them, and how many are vacant."""
    posts = organisation.posts.values()
    named = sum(occupancy_of(post) is Occupancy.HELD for post in posts)
    vacant = sum(occupancy_of(post) is Occupancy.VACANT for post in posts)
    known = plural_text(
        "We can name %(named)s of %(count)s post",
        "We can name %(named)s of %(count)s posts",
        len(organisation.posts),
        {"named": named},
    )
    if not named:
        known = plural_text("%(count)s post, no name known", "%(count)s posts, no name known", len(organisation.posts))
    if not vacant:
        return known
    empty = plural_text("%(count)s is vacant", "%(count)s are vacant", vacant)
    return Text("%(known)s; %(empty)s", {"known": known, "empty": empty})


def _footer(organisation: Organisation, y: float, width: float) -> Drawn:
    """A warning where people are named."""
    if not any(post.holders for post in organisation.posts.values()):
        return Drawn("", 0.0)
    rule = element("line", class_="divide", x1=MARGIN, x2=MARGIN + width, y1=y + 8.5, y2=y + 8.5)
    return Drawn(rule + line_of(_("Contains personal data"), MARGIN, y + 28, LABEL), 28.0)
