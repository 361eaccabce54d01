"""Where everything on an organisation map stands, as numbers; drawing them is left to others.

`map_layout` places a card for each post, `tile_layout` a tile for each unit of a large organisation, and `drawing_kind`
says which of them suits. `curve` and `conflict_line` find the way of a line of influence or conflict on a map of cards.
"""

from highground.core.organisation.layout.bands import band_order
from highground.core.organisation.layout.chart import map_layout
from highground.core.organisation.layout.curves import Curve, conflict_line, curve
from highground.core.organisation.layout.kinds import DrawingKind, drawing_kind
from highground.core.organisation.layout.shapes import Band, Card, Line, MapLayout, Point, UnitHeading
from highground.core.organisation.layout.tiles import Tile, TileLayout, tile_layout

__all__ = [
    "Band",
    "Card",
    "Curve",
    "DrawingKind",
    "Line",
    "MapLayout",
    "Point",
    "Tile",
    "TileLayout",
    "UnitHeading",
    "band_order",
    "conflict_line",
    "curve",
    "drawing_kind",
    "map_layout",
    "tile_layout",
]
