"""The strip under the lanes: the chance still alive after each gate, falling from 100% to the answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from highground.apps.chains.drawing.facts import GateFacts
from highground.apps.chains.drawing.lanes import BETWEEN, Place
from highground.apps.chains.words import percent
from highground.kit.drawing.palette import MARGIN
from highground.kit.drawing.svg import NOTHING, Drawn, element, line_of, title
from highground.kit.drawing.typesetting import LABEL, SECOND, STRONG, Type, width_of
from highground.kit.language import _

HEIGHT = 60.0
FACTORS = 6
"""The product is written out for no more gates than this."""


@dataclass(frozen=True)
class Fall:
    """Where the chance falls, at which gate, and what is left after it, also as it is written."""

    x: float
    gate: GateFacts
    left: float
    label: str


def draw_strip(places: Sequence[Place], y: float) -> Drawn:
    """The strip in the width of the lanes; nothing where no gate counts."""
    falls = _falls(places)
    if not falls:
        return NOTHING
    right, top = places[-1].right, y + 34
    base = top + HEIGHT
    steps = f"M{MARGIN:.1f} {top:.1f}" + "".join(f"H{f.x:.1f}V{_level(f, base):.1f}" for f in falls) + f"H{right:.1f}"
    drawn = (
        element("line", class_="top", x1=MARGIN, x2=right, y1=y + 0.5, y2=y + 0.5),
        line_of(_("Chance still alive after each gate"), MARGIN, y + 20, STRONG),
        _product(falls, right, y + 20),
        element("path", class_="area", d=f"{steps}V{base:.1f}H{MARGIN:.1f}z"),
        element("line", class_="axis", x1=MARGIN, x2=right, y1=base + 0.5, y2=base + 0.5),
        line_of("100%", MARGIN + 6, top + 15, SECOND) if falls[0].x - MARGIN > 38 else "",
        *(_label(fall, base, right, STRONG if fall is falls[-1] else SECOND) for fall in falls),
        element("path", class_="alive", d=steps),
    )
    return Drawn("".join(drawn), HEIGHT + 34 + 24)


def _falls(places: Sequence[Place]) -> list[Fall]:
    """A fall for each gate that counts; a dash for what is left once a gate cannot be reached."""
    falls, left, is_open = [], 1.0, True
    for place in places:
        gates = place.lane.counting
        for number, gate in enumerate(gates):
            x = place.x + (number + 0.4) * (place.width + BETWEEN / 2) / len(gates)
            left *= gate.p or 0.0
            is_open = is_open and gate.p is not None
            falls.append(Fall(x, gate, left, percent(left) if is_open else "—"))
    return falls


def _level(fall: Fall, base: float) -> float:
    return base - HEIGHT * fall.left


def _label(fall: Fall, base: float, right: float, style: Type) -> str:
    """The chance left after a gate: under the line where there is room, else above it."""
    level = _level(fall, base)
    baseline = level + 15 if base - level > 20 else level - 5
    foot = element("line", class_="divide", x1=fall.x, x2=fall.x, y1=level, y2=base)
    label = line_of(fall.label, min(fall.x + 5, right - width_of(fall.label, style)), baseline, style)
    return element("g", title(f"{fall.gate.name}: {fall.label}") + foot + label)


def _product(falls: Sequence[Fall], right: float, baseline: float) -> str:
    """The arithmetic behind the last figure, where it is short enough to be read."""
    if not 1 < len(falls) <= FACTORS or any(fall.gate.p is None for fall in falls):
        return ""
    factors = " × ".join(fall.gate.figure for fall in falls)
    return line_of(f"{factors} = {falls[-1].label}", right, baseline, LABEL, classes="end")
