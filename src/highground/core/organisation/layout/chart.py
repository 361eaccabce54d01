"""The map of cards: layers as bands, units as columns, managers over their people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from highground.core.organisation.layout.bands import Bands, band_order, own_posts
from highground.core.organisation.layout.channels import Channels
from highground.core.organisation.layout.columns import Blocks, Columns, column_left, columns_of
from highground.core.organisation.layout.family import Family, family_of
from highground.core.organisation.layout.headings import unit_headings
from highground.core.organisation.layout.measures import CARD_HEIGHT, CARD_WIDTH, COLUMN, INDENT, MARGIN, SPINE
from highground.core.organisation.layout.outsiders import place_outsiders, rows_for_outsiders
from highground.core.organisation.layout.reporting import reporting_lines
from highground.core.organisation.layout.routes import route
from highground.core.organisation.layout.rows import Heights, Row, heights_of, row_counts, rows_of
from highground.core.organisation.layout.shapes import Band, Card, Line, MapLayout
from highground.core.organisation.layout.stacks import Stack, blocks_of
from highground.core.organisation.model import Organisation


def map_layout(organisation: Organisation, *, collapsed: Set[str] = frozenset()) -> MapLayout:
    """Where every card, band and line of the map stands; what is below a `collapsed` post is folded in under it.

    No card overlaps another and no line crosses a card: every post has columns of its own for all below it, so lines
    that run down meet nobody; the other lines go round, between the rows. Posts without a layer have a band of their
    own (see `band_order`). The same organisation always gives the same drawing.

    >>> from highground.core.organisation.model import Post
    >>> chief, buyer = Post("a", "CEO", layer="decision"), Post("b", "Buyer", layer="execution", reports_to="a")
    >>> drawn = map_layout(Organisation(posts={"a": chief, "b": buyer}))
    >>> [(card.key, card.x, card.y, card.width) for card in drawn.cards.values()]
    [('a', 8.0, 26.0, 150.0), ('b', 20.0, 186.0, 138.0)]
    >>> drawn.lines[0].points
    ((13.0, 90.0), (13.0, 218.0), (20.0, 218.0))
    """
    bands = band_order(organisation)
    family = family_of(organisation, bands, collapsed)
    blocks = blocks_of(organisation, family, bands)
    columns = columns_of(family, blocks)
    rows = rows_of(family, blocks)
    heights = _heights(family, blocks, rows, len(bands))
    placed = {card.key: card for card in _cards(family, blocks, columns, rows, heights)}
    cards = {key: placed[key] for key in family.order}
    lines = list(reporting_lines(family, blocks, cards))
    cards |= place_outsiders(family.aside, family.band, heights, cards, lines)
    width = max((card.right for card in cards.values()), default=MARGIN) + MARGIN
    routed, dotted = _routed(organisation, family, cards, width)
    return MapLayout(
        width=width,
        height=heights.total,
        cards=cards,
        bands=tuple(_bands(organisation, bands, heights)),
        headings=tuple(unit_headings(organisation, family, blocks, columns)),
        lines=(*lines, *routed),
        dotted=dotted,
    )


def _heights(family: Family, blocks: Blocks, rows: Mapping[str, Row], bands: int) -> Heights:
    counts = rows_for_outsiders(family.aside, family.band, row_counts(rows.values(), bands))
    leading = {rows[boss] for boss in blocks if boss is not None}
    entered = {
        family.band[block]
        for boss, below in blocks.items()
        for block in below
        if boss is not None and isinstance(block, str) and family.band[block] != family.band[boss]
    }
    return heights_of(counts, leading, entered)


def _cards(
    family: Family, blocks: Blocks, columns: Columns, rows: Mapping[str, Row], heights: Heights
) -> Iterator[Card]:
    """The cards of all who stand in the tree, stacked ones set in where a line comes down beside them."""
    for boss, below in blocks.items():
        for block in below:
            if isinstance(block, Stack):
                yield from _stacked(block, column_left(columns.first[block]), boss is not None, family, rows, heights)
            else:
                x, y = columns.centre[block] - CARD_WIDTH / 2, heights.rows[rows[block]]
                hidden = family.hidden.get(block, 0)
                yield Card(block, x, y, CARD_WIDTH, CARD_HEIGHT, family.band[block], hidden)


def _stacked(
    stack: Stack, left: float, has_spine: bool, family: Family, rows: Mapping[str, Row], heights: Heights
) -> Iterator[Card]:
    indent = INDENT if has_spine else 0.0
    for key, across in ((key, number // stack.rows(part)) for part in stack.parts for number, key in enumerate(part)):
        column = left + COLUMN * across
        yield Card(
            key,
            column + indent,
            heights.rows[rows[key]],
            CARD_WIDTH - indent,
            CARD_HEIGHT,
            family.band[key],
            family.hidden.get(key, 0),
            column + SPINE if has_spine else None,
        )


def _routed(
    organisation: Organisation, family: Family, cards: Mapping[str, Card], width: float
) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The lines that go round: reporting lines that do not run down, and the dotted ones."""
    dotted = list(_dotted(organisation, cards))
    if not dotted and not family.routed:
        return (), ()
    channels = Channels.between(((card.y, card.bottom, card.x, card.right) for card in cards.values()), width)
    lines = _round(family.routed, cards, channels, 0)
    return tuple(lines), tuple(_round(dotted, cards, channels, len(lines)))


def _dotted(organisation: Organisation, cards: Mapping[str, Card]) -> Iterator[tuple[str, str]]:
    for key in cards:
        for boss in dict.fromkeys(organisation.posts[key].dotted_to):
            if boss in cards and boss != key:
                yield key, boss


def _round(pairs: Sequence[tuple[str, str]], cards: Mapping[str, Card], channels: Channels, track: int) -> list[Line]:
    return [
        Line(child, boss, route(cards[boss], cards[child], channels, number))
        for number, (child, boss) in enumerate(pairs, track)
    ]


def _bands(organisation: Organisation, bands: Bands, heights: Heights) -> Iterable[Band]:
    posts = own_posts(organisation)
    for layer, (y, height) in zip(bands, heights.bands, strict=True):
        yield Band(layer, y, height, posts[layer])
