"""Which drawing suits how many posts."""

from __future__ import annotations

from collections.abc import Set
from enum import StrEnum

from highground.core.organisation.model import Organisation

MOST_CARDS = 60
MOST_MARKS = 2000


class DrawingKind(StrEnum):
    """A card a post, a mark a post in the tile of its unit, or a number a unit."""

    CARDS = "cards"
    TILES = "tiles"
    COUNTS = "counts"


def drawing_kind(organisation: Organisation, *, collapsed: Set[str] = frozenset()) -> DrawingKind:
    """How an organisation is drawn: cards up to 60 visible posts, marks up to 2,000 posts, numbers above.

    >>> from highground.core.organisation.model import Post
    >>> drawing_kind(Organisation(posts={str(n): Post(str(n), "Engineer", reports_to="0") for n in range(61)}))
    <DrawingKind.TILES: 'tiles'>
    """
    if _visible(organisation, collapsed) <= MOST_CARDS:
        return DrawingKind.CARDS
    return DrawingKind.TILES if len(organisation.posts) <= MOST_MARKS else DrawingKind.COUNTS


def _visible(organisation: Organisation, collapsed: Set[str]) -> int:
    """How many posts are left when all below the collapsed ones are folded in."""
    if not collapsed:
        return len(organisation.posts)
    unseen: set[str] = set()
    pending = list(collapsed)
    while pending:
        below = [key for key in organisation.reports.get(pending.pop(), ()) if key not in unseen]
        unseen.update(below)
        pending += below
    return len(organisation.posts) - len(unseen)
