"""The layers as grey strips with their names, and which of them are drawn at all."""

from __future__ import annotations

from collections.abc import Sequence, Set

from highground.apps.organisation.words import LAYER_NAMES
from highground.core.organisation.layout import Band
from highground.core.text import plural_text
from highground.kit.drawing.svg import element, line_of
from highground.kit.drawing.typesetting import LABEL, Type, width_of
from highground.kit.language import translate

NAME = Type(12, 2, bold=True)


def bands_to_draw(bands: Sequence[Band], used: Set[int]) -> Sequence[Band]:
    """All bands; where nobody said any layer, only the band of those without one.

    Where layers are known, an empty one says something: nobody of it is in the table.
    """
    unsaid = [place for place, band in enumerate(bands) if band.layer is None]
    return [bands[place] for place in unsaid] if used <= set(unsaid) and unsaid else bands


def draw_strips(bands: Sequence[Band], width: float) -> str:
    """The strips, under everything else."""
    return "".join(element("rect", class_="band", x=0.0, y=band.y, width=width, height=band.height) for band in bands)


def draw_names(bands: Sequence[Band]) -> str:
    """The names with the number of posts; a line that runs behind one is kept off by a halo."""
    return "".join(_name(band) for band in bands)


def _name(band: Band) -> str:
    said = translate(LAYER_NAMES[band.layer])
    posts = translate(plural_text("%(count)s post", "%(count)s posts", band.posts))
    baseline = band.y + 17
    after = 10 + width_of(said, NAME) + 8
    return line_of(said, 10.0, baseline, NAME, classes="halo") + line_of(posts, after, baseline, LABEL, classes="halo")
