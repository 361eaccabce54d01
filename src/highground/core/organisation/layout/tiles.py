"""Large maps: every unit a tile with one mark a post; the decision layer stays as small cards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, sqrt
from unicodedata import east_asian_width

from highground.core.organisation.layout.bands import band_order, own_posts
from highground.core.organisation.layout.family import Family, family_of, unit_order
from highground.core.organisation.layout.kinds import DrawingKind, drawing_kind
from highground.core.organisation.layout.measures import BAND_GAP
from highground.core.organisation.layout.shapes import Band, Card, Point
from highground.core.organisation.model import Organisation

WIDTH = 1105.0
PAD = 12.0
GAP = 8.0
HEAD = 34.0
"""From the top of a band to its first tile."""
SMALL_WIDTH, SMALL_HEIGHT = 112.0, 88.0
SMALL_CARDS = 60
"""More posts than this of the decision layer become tiles, too."""
MARK = 13.0
"""From one mark to the next."""
TILE_PAD = 8.0
TILE_HEAD = 28.0
"""From the top of a tile to its first row of marks: the name of the unit and the number of posts."""
TILE_FOOT = 28.0
"""Below the marks: the line that says how many are known."""
LEAST_COLUMNS, MOST_COLUMNS = 9, 60
WIDEST_NAME = 240.0


@dataclass(frozen=True)
class Tile:
    """A unit's posts of one layer: the posts in order, and the centre of the mark of each; no marks on a map of counts.

    `unit` is None for posts of that layer that belong to no unit.
    """

    unit: str | None
    band: int
    x: float
    y: float
    width: float
    height: float
    posts: tuple[str, ...]
    marks: tuple[Point, ...]


@dataclass(frozen=True)
class TileLayout:
    """Where everything on a map of tiles stands."""

    width: float
    height: float
    cards: Mapping[str, Card]
    tiles: tuple[Tile, ...]
    bands: tuple[Band, ...]


@dataclass(frozen=True)
class _Box:
    """A card or tile before it has a place."""

    unit: str | None
    posts: tuple[str, ...]
    width: float
    height: float
    columns: int


def tile_layout(organisation: Organisation, *, width: float = WIDTH) -> TileLayout:
    """Units as tiles in the order of the columns, wrapped to this width; over 2,000 posts without the marks.

    >>> from highground.core.organisation.model import Post, Unit
    >>> posts = {f"e{n}": Post(f"e{n}", "Engineer", unit="radio", layer="execution") for n in range(14)}
    >>> drawn = tile_layout(Organisation({"radio": Unit("radio", "Radio")}, posts))
    >>> [(tile.unit, tile.x, tile.y, tile.width, tile.height, len(tile.marks)) for tile in drawn.tiles]
    [('radio', 12.0, 142.0, 133.0, 82.0, 14)]
    """
    bands = band_order(organisation)
    family = family_of(organisation, bands, frozenset())
    has_marks = drawing_kind(organisation) is not DrawingKind.COUNTS
    cards: dict[str, Card] = {}
    tiles: list[Tile] = []
    strips: list[Band] = []
    own = own_posts(organisation)
    y = 0.0
    for band, keys in enumerate(_posts_of_bands(family, len(bands))):
        is_small = bands[band] == "decision" and len(keys) <= SMALL_CARDS
        boxes = _small_cards(keys) if is_small else _unit_boxes(organisation, keys, has_marks)
        bottom = y + HEAD
        for box, x, top, height in _flow(boxes, y + HEAD, width):
            bottom = top + height
            if is_small:
                cards[box.posts[0]] = Card(box.posts[0], x, top, SMALL_WIDTH, height, band)
            else:
                marks = tuple(_marks(box, x, top)) if has_marks else ()
                tiles.append(Tile(box.unit, band, x, top, box.width, height, box.posts, marks))
        strips.append(Band(bands[band], y, bottom + PAD - y, own[bands[band]]))
        y = bottom + PAD + BAND_GAP
    return TileLayout(width, y - BAND_GAP, cards, tuple(tiles), tuple(strips))


def _posts_of_bands(family: Family, bands: int) -> list[list[str]]:
    """The posts of each band in the order of the columns, advisers from outside last."""
    posts: list[list[str]] = [[] for _ in range(bands)]
    for key in (*family.order, *family.aside):
        posts[family.band[key]].append(key)
    return posts


def _small_cards(keys: Iterable[str]) -> list[_Box]:
    return [_Box(None, (key,), SMALL_WIDTH, SMALL_HEIGHT, 1) for key in keys]


def _unit_boxes(organisation: Organisation, keys: Iterable[str], has_marks: bool) -> list[_Box]:
    """A box for each unit, in the order of the units; posts without one come last."""
    units: dict[str | None, list[str]] = {}
    for key in keys:
        unit = organisation.posts[key].unit
        units.setdefault(unit if unit in organisation.units else None, []).append(key)
    orders = {unit: unit_order(organisation.units, unit) for unit in units}
    return [_unit_box(organisation, unit, units[unit], has_marks) for unit in sorted(units, key=orders.__getitem__)]


def _unit_box(organisation: Organisation, unit: str | None, keys: Sequence[str], has_marks: bool) -> _Box:
    """A tile as wide as its marks or its name need."""
    name = organisation.units[unit].name if unit is not None else ""
    named = min(_name_width(f"{name}  {len(keys)}"), WIDEST_NAME)
    columns = max(mark_columns(len(keys)), int(named // MARK)) if has_marks else 0
    width = max(columns * MARK, named) + 2 * TILE_PAD
    rows = ceil(len(keys) / columns) if columns else 0
    return _Box(unit, tuple(keys), width, TILE_HEAD + rows * MARK + TILE_FOOT, columns)


def mark_columns(posts: int) -> int:
    """How many marks stand side by side in a tile: three times as many as under each other, within bounds.

    >>> [mark_columns(posts) for posts in (1, 14, 48, 300)]
    [9, 9, 12, 30]
    """
    return min(max(LEAST_COLUMNS, ceil(sqrt(3 * posts))), MOST_COLUMNS)


def _name_width(name: str) -> float:
    """About how wide a name is in bold 12 px: Chinese characters are square."""
    return sum(12.0 if east_asian_width(letter) in "WF" else 7.0 for letter in name)


def _flow(boxes: Iterable[_Box], y: float, width: float) -> Iterator[tuple[_Box, float, float, float]]:
    """Each box with its corner and the height of its line; a box that does not fit any more begins a new line."""
    for line in _lines(boxes, width - 2 * PAD):
        height = max(box.height for box in line)
        x = PAD
        for box in line:
            yield box, x, y, height
            x += box.width + GAP
        y += height + GAP


def _lines(boxes: Iterable[_Box], width: float) -> Iterator[list[_Box]]:
    line: list[_Box] = []
    used = 0.0
    for box in boxes:
        if line and used + box.width > width:
            yield line
            line, used = [], 0.0
        line.append(box)
        used += box.width + GAP
    if line:
        yield line


def _marks(box: _Box, x: float, y: float) -> Iterator[Point]:
    """The centre of each mark, row by row."""
    for number in range(len(box.posts)):
        row, column = divmod(number, box.columns)
        yield x + TILE_PAD + MARK * (column + 0.5) - 1, y + TILE_HEAD + MARK * (row + 0.5) - 1
