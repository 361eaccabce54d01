"""What a map is drawn from: cards, bands, headings and lines, as numbers in pixels from the top left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from highground.core.organisation.layout.channels import Channels
from highground.core.organisation.model import Layer

Point = tuple[float, float]


@dataclass(frozen=True)
class Card:
    """The card of a post: its corner, its size, the place of its band, how many posts are folded in under it.

    `spine` is where its reporting line comes down at its left, for a card in a stack; None for one entered from above.
    """

    key: str
    x: float
    y: float
    width: float
    height: float
    band: int
    hidden: int = 0
    spine: float | None = None

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height

    @property
    def centre(self) -> float:
        """Half way between its left and its right edge."""
        return self.x + self.width / 2

    @property
    def middle(self) -> float:
        """Half way between its upper and its lower edge."""
        return self.y + self.height / 2


@dataclass(frozen=True)
class Band:
    """The strip of one layer; None is the layer that nobody said.

    `posts` counts their own posts, also those folded in; advisers from outside are not counted.
    """

    layer: Layer | None
    y: float
    height: float
    posts: int


@dataclass(frozen=True)
class UnitHeading:
    """Neighbouring columns in which every post is of one unit."""

    unit: str
    x: float
    width: float


@dataclass(frozen=True)
class Line:
    """A line of reporting, drawn from the boss to the one who reports."""

    child: str
    boss: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class MapLayout:
    """Where everything on a map of cards stands. Cards are listed branch by branch, each boss before his people."""

    width: float
    height: float
    cards: Mapping[str, Card]
    bands: tuple[Band, ...]
    headings: tuple[UnitHeading, ...]
    lines: tuple[Line, ...]
    dotted: tuple[Line, ...]

    @cached_property
    def channels(self) -> Channels:
        """The free ways between the rows of cards."""
        return Channels.between(((card.y, card.bottom, card.x, card.right) for card in self.cards.values()), self.width)
