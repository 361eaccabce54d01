"""The layout of an organisation map, judged by its geometry: nothing overlaps, and no line crosses a card."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from random import Random
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from highground.core.organisation.layout import (
    Card,
    DrawingKind,
    MapLayout,
    Point,
    conflict_line,
    curve,
    drawing_kind,
    map_layout,
    tile_layout,
)
from highground.core.organisation.layout.curves import flattened
from highground.core.organisation.model import LAYERS, Layer, Organisation, Post, Unit

LAYER: dict[str, Layer] = {"d": "decision", "m": "management", "e": "execution"}


def organisation(*rows: str) -> Organisation:
    """Posts from "key layer boss unit"; a dash for what is not said."""
    posts = {}
    for place, row in enumerate(rows):
        key, layer, boss, unit = (*row.split(), "-", "-", "-")[:4]
        posts[key] = Post(
            key, key, None if unit == "-" else unit, LAYER.get(layer), None if boss == "-" else boss, place=place
        )
    return Organisation({unit: Unit(unit, unit) for unit in {p.unit for p in posts.values()} if unit}, posts)


TELFORT = organisation(
    "chair d",
    "hoekstra d chair",
    "vermeer d hoekstra",
    "wit d hoekstra",
    "bakker d hoekstra",
    "visser m vermeer radio",
    "kuiper m vermeer network",
    "idrissi m vermeer it",
    "smeets m wit buying",
    "mulder m wit finance",
    "jansen m bakker products",
    "schouten m hoekstra legal",
    *(f"{key} e visser radio" for key in ("graaf", "peeters")),
    *(f"{key} e kuiper network" for key in ("bos", "aydin", "site")),
    *(f"{key} e idrissi it" for key in ("haddad", "billing")),
    *(f"{key} e smeets buying" for key in ("post", "officer")),
    *(f"{key} e mulder finance" for key in ("prins", "veen")),
    *(f"{key} e jansen products" for key in ("koster", "brouwer")),
)


def with_nolan(given: Organisation) -> Organisation:
    """The map of the mock-up: an adviser from outside, and a dotted line from a buyer to network operations."""
    posts = {**given.posts, "nolan": Post("nolan", "Adviser", layer="decision", is_outside=True)}
    posts["post"] = replace(posts["post"], dotted_to=("kuiper",))
    return Organisation(given.units, posts)


def random_organisation(seed: int, count: int = 0) -> Organisation:
    """A forest of one of several shapes, layers with it, missing or against it, dotted lines."""
    dice = Random(seed)
    count = count or dice.randint(1, 60)
    shape = dice.choice(["tree", "forest", "chain", "star", "wild"])
    units = [Unit(f"u{n}", f"u{n}", place=dice.randint(0, 3)) for n in range(dice.randint(1, 8))]
    posts: dict[str, Post] = {}
    for n in range(count):
        boss = _random_boss(dice, shape, n)
        above = posts.get(f"p{boss}")
        posts[f"p{n}"] = Post(
            f"p{n}",
            "Post",
            unit=dice.choice([None, *(unit.key for unit in units)]),
            layer=_random_layer(dice, shape, above.layer if above else None),
            reports_to=None if boss is None else f"p{boss}",
            dotted_to=tuple(f"p{dice.randrange(count)}" for _ in range(dice.choice([0] * 6 + [1, 2]))),
            is_outside=dice.random() < 0.05,
            place=dice.randint(0, 5),
        )
    return Organisation({unit.key: unit for unit in units}, posts)


def _random_boss(dice: Random, shape: str, number: int) -> int | None:
    if not number or (shape == "forest" and dice.random() < 0.3):
        return None
    choices = {"chain": max(number - dice.choice([1, 1, 1, 2]), 0), "star": dice.choice([0, 0, 0, number // 8])}
    return choices.get(shape, dice.randrange(number))


def _random_layer(dice: Random, shape: str, above: Layer | None) -> Layer | None:
    if shape == "wild" or above is None:
        return dice.choice([*LAYERS, None])
    return dice.choice([above, LAYERS[min(LAYERS.index(above) + 1, 2)], *LAYERS, None])


def overlapping(cards: Iterable[Card]) -> list[tuple[str, str]]:
    """Pairs of cards that share ground."""
    ordered = sorted(cards, key=lambda card: (card.y, card.x))
    return [
        (a.key, b.key)
        for number, a in enumerate(ordered)
        for b in ordered[number + 1 : number + 120]
        if a.x < b.right and b.x < a.right and a.y < b.bottom and b.y < a.bottom
    ]


def crossed(drawn: MapLayout, points: Sequence[Point]) -> list[str]:
    """The cards whose inside a line of straight pieces goes through."""
    cards = sorted(drawn.cards.values(), key=lambda card: card.y)
    tops = [card.y for card in cards]
    met = []
    for a, b in pairwise(points):
        low, high = sorted((a[1], b[1]))
        near = cards[bisect_left(tops, low - 64) : bisect_right(tops, high)]
        met += [card.key for card in near if _cuts(card, a, b)]
    return met


def _cuts(card: Card, a: Point, b: Point) -> bool:
    """Whether a straight piece goes through the inside of a card: clipped against its four edges."""
    start, end = 0.0, 1.0
    for p, d, low, high in (
        (a[0], b[0] - a[0], card.x + 0.01, card.right - 0.01),
        (a[1], b[1] - a[1], card.y + 0.01, card.bottom - 0.01),
    ):
        if d == 0:
            if not low < p < high:
                return False
            continue
        near, far = sorted(((low - p) / d, (high - p) / d))
        start, end = max(start, near), min(end, far)
    return start < end


def assert_clean(given: Organisation, drawn: MapLayout) -> None:
    """What must hold of every map."""
    assert overlapping(drawn.cards.values()) == []
    for line in (*drawn.lines, *drawn.dotted):
        assert crossed(drawn, line.points) == [], line
        assert _touches(drawn.cards[line.boss], line.points[0]), line
        assert _touches(drawn.cards[line.child], line.points[-1]), line
        assert all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(line.points)), line
        assert all(0 < x < drawn.width and 0 < y < drawn.height for x, y in line.points), line
    for card in drawn.cards.values():
        band = drawn.bands[card.band]
        layer = given.posts[card.key].layer
        assert band.layer == layer or (layer is None and given.posts[card.key].is_outside)
        assert band.y < card.y
        assert card.bottom < band.y + band.height
        assert 0 < card.x < card.right < drawn.width
    for upper, lower in pairwise(drawn.bands):
        assert upper.y + upper.height < lower.y


def _touches(card: Card, point: Point) -> bool:
    x, y = point
    on_side = x in (card.x, card.right) and card.y <= y <= card.bottom
    return on_side or (y in (card.y, card.bottom) and card.x <= x <= card.right)


def test_the_map_of_the_mock_up() -> None:
    given = with_nolan(TELFORT)
    drawn = map_layout(given)
    assert_clean(given, drawn)
    cards = drawn.cards
    assert set(cards) == set(given.posts)
    assert [band.posts for band in drawn.bands] == [5, 7, 13]
    assert drawn.width == 1108
    assert len(drawn.lines) == 24
    assert [cards[key].x for key in ("visser", "kuiper", "idrissi", "smeets", "schouten")] == [8, 165, 322, 479, 950]
    assert (cards["chair"].x, cards["vermeer"].x, cards["wit"].x) == (479, 165, 557.5)
    assert (cards["chair"].y, cards["hoekstra"].y, cards["vermeer"].y, cards["visser"].y) == (26, 116, 206, 344)
    assert (cards["aydin"].x, cards["aydin"].width, cards["aydin"].y - cards["bos"].y) == (177, 138, 72)
    assert (cards["nolan"].x, cards["nolan"].y) == (793, 26)


def test_units_head_their_columns() -> None:
    headings = map_layout(TELFORT).headings
    assert [heading.unit for heading in headings] == [
        "radio",
        "network",
        "it",
        "buying",
        "finance",
        "products",
        "legal",
    ]
    assert {heading.width for heading in headings} == {150}


def test_neighbouring_columns_of_one_unit_have_one_heading() -> None:
    given = organisation("a d", *(f"m{n} m a sales" for n in range(2)), *(f"e{n} e m{n % 2} sales" for n in range(4)))
    assert [(heading.x, heading.width) for heading in map_layout(given).headings] == [(8, 307)]


@pytest.mark.parametrize("seed", range(50))
def test_no_line_crosses_a_card_on_random_organisations(seed: int) -> None:
    given = random_organisation(seed)
    drawn = map_layout(given)
    assert set(drawn.cards) == set(given.posts)
    assert_clean(given, drawn)
    reported = {(post.key, post.reports_to) for post in given.posts.values() if post.reports_to in given.posts}
    assert {(line.child, line.boss) for line in drawn.lines} == reported
    assert len(drawn.lines) == len(reported)
    dotted = {(post.key, boss) for post in given.posts.values() for boss in post.dotted_to if boss != post.key}
    assert {(line.child, line.boss) for line in drawn.dotted} == dotted


@pytest.mark.parametrize("seed", range(12))
def test_influence_and_conflict_keep_off_cards(seed: int) -> None:
    given = random_organisation(seed)
    drawn = map_layout(given)
    dice = Random(seed)
    for _ in range(25):
        one, other = dice.choice(list(drawn.cards)), dice.choice(list(drawn.cards))
        if one != other:
            assert crossed(drawn, list(flattened(curve(drawn, one, other).points))) == []
            assert crossed(drawn, list(flattened(conflict_line(drawn, one, other).points))) == []


@st.composite
def tangled(draw: st.DrawFn) -> Organisation:
    """Posts that report to anybody, also to themselves, in circles and to posts that are not there."""
    count = draw(st.integers(0, 14))
    keys = st.integers(0, count).map(lambda number: f"p{number}")
    layers = st.sampled_from([*LAYERS, None])
    posts = [
        Post(f"p{n}", "Post", None, draw(layers), draw(st.none() | keys), tuple(draw(st.lists(keys, max_size=2))))
        for n in range(count)
    ]
    return Organisation(posts={post.key: post for post in posts})


@given(tangled(), st.sets(st.integers(0, 14).map(lambda number: f"p{number}")))
@settings(max_examples=150, deadline=None)
def test_any_tangle_is_drawn(given: Organisation, collapsed: set[str]) -> None:
    assert_clean(given, map_layout(given))
    folded = map_layout(given, collapsed=collapsed)
    assert_clean(given, folded)
    assert len(folded.cards) + sum(card.hidden for card in folded.cards.values()) == len(given.posts)


def test_a_circle_of_bosses_is_drawn_with_all_its_lines() -> None:
    drawn = map_layout(organisation("a m c", "b m a", "c m b", "d e c"))
    assert {(line.child, line.boss) for line in drawn.lines} == {("a", "c"), ("b", "a"), ("c", "b"), ("d", "c")}


def test_a_boss_in_a_lower_band_keeps_his_line() -> None:
    given = organisation("top d", "boss e top", "chief d boss", "clerk e boss")
    drawn = map_layout(given)
    assert_clean(given, drawn)
    assert drawn.cards["chief"].y < drawn.cards["boss"].y
    assert ("chief", "boss") in {(line.child, line.boss) for line in drawn.lines}


def test_collapsed_posts_say_how_many_they_hide() -> None:
    drawn = map_layout(TELFORT, collapsed={"vermeer", "mulder"})
    assert (drawn.cards["vermeer"].hidden, drawn.cards["mulder"].hidden, drawn.cards["wit"].hidden) == (10, 2, 0)
    assert len(drawn.cards) == 25 - 12
    assert [band.posts for band in drawn.bands] == [5, 7, 13]


def test_moving_one_post_keeps_the_order_of_the_others() -> None:
    moved = Organisation(
        TELFORT.units, {**TELFORT.posts, "kuiper": replace(TELFORT.posts["kuiper"], reports_to="bakker")}
    )
    before, after = map_layout(TELFORT), map_layout(moved)
    others = [key for key in TELFORT.posts if key not in {"kuiper", "bos", "aydin", "site"}]
    for band in range(3):
        here = [key for key in others if before.cards[key].band == band]
        assert sorted(here, key=lambda key: _at(before, key)) == sorted(here, key=lambda key: _at(after, key))


def _at(drawn: MapLayout, key: str) -> tuple[float, float]:
    return drawn.cards[key].x, drawn.cards[key].y


def test_the_same_organisation_gives_the_same_drawing_in_whatever_order_it_is_listed() -> None:
    given = with_nolan(TELFORT)
    turned = Organisation(given.units, dict(reversed(list(given.posts.items()))))
    first, second = map_layout(given), map_layout(turned)
    assert first == map_layout(given)
    assert first.cards == second.cards
    assert set(first.lines) == set(second.lines)


def test_a_stored_place_orders_columns_and_units_break_ties() -> None:
    units = {key: Unit(key, key, place=place) for place, key in enumerate(("north", "south"))}
    posts = [Post("a", "a", "south", "management"), Post("b", "b", "north", "management")]
    drawn = map_layout(Organisation(units, {post.key: post for post in posts}))
    assert drawn.cards["b"].x < drawn.cards["a"].x
    dragged = [posts[0], replace(posts[1], place=1)]
    drawn = map_layout(Organisation(units, {post.key: post for post in dragged}))
    assert drawn.cards["a"].x < drawn.cards["b"].x


def test_a_wide_star_is_stacked_in_several_columns() -> None:
    for count, columns in ((8, 1), (9, 2), (40, 5), (500, 19)):
        given = organisation("a d", *(f"e{n} e a" for n in range(count)))
        assert round((map_layout(given).width - 9) / 157) == columns


def test_posts_without_a_layer_stand_where_lines_run_down_and_else_lowest() -> None:
    under = organisation("a d", "b m a", "x - b")
    between = organisation("a d", "x - a", "b e x")
    above = organisation("x -", "a d x")
    alone = organisation("a d", "x -")
    placed = [[band.layer for band in map_layout(given).bands].index(None) for given in (under, between, above, alone)]
    assert placed == [3, 2, 0, 3]


def test_an_adviser_without_a_layer_stands_right_in_the_decision_band() -> None:
    given = organisation("a d", "b m a")
    given = Organisation(posts={**given.posts, "x": Post("x", "Adviser", is_outside=True)})
    drawn = map_layout(given)
    assert (drawn.cards["x"].band, drawn.cards["x"].x > drawn.cards["a"].right) == (0, True)
    assert drawn.bands[0].posts == 1


def test_many_advisers_fill_rows_and_overlap_nobody() -> None:
    advisers = {f"x{n}": Post(f"x{n}", "Adviser", is_outside=True) for n in range(20)}
    given = Organisation(posts={**TELFORT.posts, **advisers})
    assert_clean(given, map_layout(given))


def test_an_empty_organisation_has_three_empty_bands() -> None:
    drawn = map_layout(Organisation())
    assert [(band.layer, band.posts) for band in drawn.bands] == [(layer, 0) for layer in LAYERS]
    assert not drawn.cards


def test_conflict_between_neighbours_is_straight() -> None:
    drawn = map_layout(TELFORT)
    line = conflict_line(drawn, "wit", "vermeer")
    assert (line.points[0], line.points[-1]) == ((315, 238), (557.5, 238))
    assert line.middle == (436.25, 238)


def test_influence_rises_over_neighbours_and_ends_before_the_card() -> None:
    drawn = map_layout(TELFORT)
    start, *_, end = curve(drawn, "visser", "kuiper").points
    assert start[1] == drawn.cards["visser"].y
    assert end == (205.5, drawn.cards["kuiper"].y - 4)


@pytest.mark.parametrize(
    ("count", "kind"),
    [
        (60, DrawingKind.CARDS),
        (61, DrawingKind.TILES),
        (2000, DrawingKind.TILES),
        (2001, DrawingKind.COUNTS),
    ],
)
def test_the_number_of_posts_says_which_drawing(count: int, kind: DrawingKind) -> None:
    given = Organisation(posts={str(n): Post(str(n), "Post") for n in range(count)})
    assert drawing_kind(given) is kind


def test_folding_in_brings_the_cards_back() -> None:
    given = Organisation(posts={str(n): Post(str(n), "Post", reports_to=str(n // 10)) for n in range(1, 400)})
    assert drawing_kind(given) is DrawingKind.TILES
    assert drawing_kind(given, collapsed={str(n) for n in range(1, 10)}) is DrawingKind.CARDS


@pytest.mark.parametrize("seed", range(6))
def test_tiles_hold_every_post_once_and_overlap_nobody(seed: int) -> None:
    given = random_organisation(seed, count=400)
    drawn = tile_layout(given)
    shown = [*drawn.cards, *(key for tile in drawn.tiles for key in tile.posts)]
    assert sorted(shown) == sorted(given.posts)
    boxes = [Card(str(n), t.x, t.y, t.width, t.height, t.band) for n, t in enumerate(drawn.tiles)]
    assert overlapping([*boxes, *drawn.cards.values()]) == []
    for tile, box in zip(drawn.tiles, boxes, strict=True):
        assert len(tile.marks) == len(tile.posts)
        assert all(tile.x + 5 < x < box.right - 5 and tile.y < y < box.bottom - 20 for x, y in tile.marks)
        assert box.right <= drawn.width


def test_counts_have_no_marks() -> None:
    given = random_organisation(3, count=2500)
    drawn = tile_layout(given)
    assert all(not tile.marks for tile in drawn.tiles)
    assert sum(len(tile.posts) for tile in drawn.tiles) + len(drawn.cards) == 2500


def test_a_path_of_3000_posts_is_drawn_without_recursion() -> None:
    given = organisation("p0 e", *(f"p{n} e p{n - 1}" for n in range(1, 3000)))
    assert len(map_layout(given).cards) == 3000


def test_large_maps_are_placed_at_once() -> None:
    large, larger = random_organisation(5, count=2000), random_organisation(5, count=10_000)
    assert _seconds(lambda: map_layout(large)) < 1.5
    assert _seconds(lambda: tile_layout(larger)) < 2.5


def _seconds(call: object) -> float:
    assert callable(call)
    start = perf_counter()
    call()
    return perf_counter() - start
