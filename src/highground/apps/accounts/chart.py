"""The drawing of an account's value by year: bars as the page's SVG wants them, one unit a pixel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from highground.apps.accounts.selectors import Value

SHOWN_YEARS = 8
BAR_WIDTH = 36
STEP = 80
TOP = 24
"""Room above the highest bar for its figure."""
HEIGHT = 120
GAP_HEIGHT = 24
WIDTH = 376


@dataclass(frozen=True)
class Bar:
    """One year: its own revenue below, that of the companies below it on top, potential as a line."""

    value: Value
    is_known: bool
    x: int
    own_y: float
    own_height: float
    attached_y: float
    attached_height: float
    potential_y: float | None
    gap_y: int
    text_y: float

    @property
    def middle(self) -> float:
        """Where its figure and its year stand."""
        return self.x + BAR_WIDTH / 2


@dataclass(frozen=True)
class ValueChart:
    """The whole drawing, the earliest year first."""

    bars: tuple[Bar, ...]
    width: int = WIDTH
    height: int = TOP + HEIGHT + 24
    base_y: int = TOP + HEIGHT
    label_y: int = TOP + HEIGHT + 18
    bar_width: int = BAR_WIDTH
    gap_height: int = GAP_HEIGHT

    @property
    def has_attached(self) -> bool:
        """Whether anything comes from the companies below."""
        return any(bar.attached_height for bar in self.bars)

    @property
    def has_potential(self) -> bool:
        """Whether any year has a potential."""
        return any(bar.potential_y is not None for bar in self.bars)

    @property
    def has_gap(self) -> bool:
        """Whether the revenue of any year is not known."""
        return not all(bar.is_known for bar in self.bars)


def value_chart(values: Sequence[Value]) -> ValueChart:
    """Bars for the latest years; `values` come the latest first. Less than nothing is drawn as nothing."""
    shown = list(reversed(values[:SHOWN_YEARS]))
    most = max((amount or 0 for value in shown for amount in (value.group, value.group_potential)), default=0)
    scale = HEIGHT / most if most > 0 else 0.0
    step = min(STEP, (WIDTH - BAR_WIDTH) // max(len(shown) - 1, 1))
    return ValueChart(tuple(_bar(value, place * step, scale) for place, value in enumerate(shown)))


def _bar(value: Value, x: int, scale: float) -> Bar:
    whole = max(value.group or 0, 0) * scale
    own = min(max(value.own or 0, 0) * scale, whole)
    is_known = value.group is not None
    potential = value.group_potential
    height = whole if is_known else GAP_HEIGHT
    return Bar(
        value=value,
        is_known=is_known,
        x=x,
        own_y=round(TOP + HEIGHT - own, 1),
        own_height=round(own, 1),
        attached_y=round(TOP + HEIGHT - whole, 1),
        attached_height=round(whole - own, 1),
        potential_y=None if potential is None else round(TOP + HEIGHT - max(potential, 0) * scale, 1),
        gap_y=TOP + HEIGHT - GAP_HEIGHT,
        text_y=round(TOP + HEIGHT - height - 6, 1),
    )
