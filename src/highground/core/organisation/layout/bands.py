"""Which band a post stands in, and where the band of posts goes whose layer nobody said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from highground.core.organisation.model import LAYERS, Layer, Organisation, Post

Bands = tuple[Layer | None, ...]


def band_order(organisation: Organisation) -> Bands:
    """The layers from top to bottom, with None where posts without a layer have their band.

    That band goes where the fewest reporting lines run upwards, for a boss belongs above those who report to him.
    Among equal places it takes the lowest: there it does not look like a layer that somebody said, nor does it part
    layers that are said.

    >>> band_order(Organisation(posts={"a": Post("a", "CEO"), "b": Post("b", "Engineer", layer="execution",
    ...     reports_to="a")}))
    ('decision', 'management', None, 'execution')
    >>> band_order(Organisation(posts={"a": Post("a", "CEO", layer="decision")}))
    ('decision', 'management', 'execution')
    """
    if all(layer_drawn(post) for post in organisation.posts.values()):
        return LAYERS
    ends = Counter(_unsaid_ends(organisation))
    place = min(range(len(LAYERS), -1, -1), key=lambda place: _upwards(ends, place))
    return (*LAYERS[:place], None, *LAYERS[place:])


def layer_drawn(post: Post) -> Layer | None:
    """The layer in whose band a post is drawn: its own; for an adviser from outside without one, the decision layer."""
    return "decision" if post.layer is None and post.is_outside else post.layer


def own_posts(organisation: Organisation) -> Counter[Layer | None]:
    """How many posts each layer has; advisers from outside are not theirs and do not count."""
    return Counter(layer_drawn(post) for post in organisation.posts.values() if not post.is_outside)


def _unsaid_ends(organisation: Organisation) -> Iterator[tuple[int, bool]]:
    """Of each line with one end without a layer: the place of the other end's layer, and whether that is the boss."""
    for post in organisation.posts.values():
        boss = organisation.posts.get(post.reports_to or "")
        if boss is None:
            continue
        own, above = layer_drawn(post), layer_drawn(boss)
        if own is None and above is not None:
            yield LAYERS.index(above), True
        elif own is not None and above is None:
            yield LAYERS.index(own), False


def _upwards(ends: Counter[tuple[int, bool]], place: int) -> int:
    """How many lines run upwards if the band without a layer comes before the layer in this place."""
    return sum(count for (other, is_boss), count in ends.items() if (other >= place if is_boss else other < place))
