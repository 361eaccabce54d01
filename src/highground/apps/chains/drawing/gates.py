"""The box of a gate: its name and chance, its rule, its notes, its people."""

from __future__ import annotations

from collections.abc import Sequence

from highground.apps.chains.drawing.chips import chip_rows
from highground.apps.chains.drawing.facts import GateFacts
from highground.core.chain import GateState
from highground.kit.drawing.svg import NOTHING, Drawn, element, line_of, paragraph, stack
from highground.kit.drawing.typesetting import GATE, GATE_OFF, LABEL, SECOND, width_of

PAD = 10.0
SQUARE = 10.0


def gate_box(gate: GateFacts, x: float, y: float, width: float, *, notes: Sequence[str]) -> Drawn:
    """The box of a gate in this width, with its corner at (x, y). `notes` come after the gate's own."""
    left, inner = x + PAD, width - 2 * PAD
    content = stack(
        (
            lambda y: _heading(gate, left, y, inner),
            lambda y: _rule_line(gate, left, y, inner),
            lambda y: _detail(gate, left, y, inner),
            lambda y: _notes((*gate.notes, *notes), left, y, inner),
            lambda y: _people(gate, left, y, inner),
        ),
        y + 6,
    )
    height = 6 + content.height + 8
    box = element("rect", class_="box", x=x, y=y, width=width, height=height, rx=2)
    return Drawn(element("g", box + content.svg, class_=f"gate {gate.state.value}", data_gate=gate.name), height)


def count_squares(need: int, count: int, x: float, y: float) -> str:
    """k of n as squares: the filled ones must agree."""
    return "".join(_square(number < need, x + SQUARE * number + 0.5, y + 0.5) for number in range(count))


def _square(is_filled: bool, x: float, y: float) -> str:
    style = "square f-ink" if is_filled else "square bare"
    return element("rect", class_=style, x=x, y=y, width=7, height=7)


def _heading(gate: GateFacts, x: float, y: float, width: float) -> Drawn:
    """The name, and at the right the chance to pass the gate."""
    room = width - (width_of(gate.figure, GATE) + 8 if gate.figure else 0)
    style = GATE if gate.state is GateState.COUNTS else GATE_OFF
    name = paragraph(gate.name, x, y + 14, style, limit=room, leading=18, most=3)
    figure = line_of(gate.figure, x + width, y + 14, GATE, classes="end") if gate.figure else ""
    return Drawn(name.svg + figure, name.height + 2)


def _rule_line(gate: GateFacts, x: float, y: float, width: float) -> Drawn:
    """How many must agree, as squares and in words."""
    squares, start = "", 0.0
    if gate.squares is not None:
        squares = count_squares(*gate.squares, x, y + 5)
        start = SQUARE * gate.squares[1] + 4
    summary = paragraph(gate.summary, x + start, y + 13, SECOND, limit=width - start, leading=18)
    return Drawn(squares + summary.svg, summary.height)


def _detail(gate: GateFacts, x: float, y: float, width: float) -> Drawn:
    """A nested rule, set in behind a line."""
    if not gate.detail:
        return NOTHING
    text = paragraph(gate.detail, x + 10, y + 15, SECOND, limit=width - 10, leading=17, most=7)
    side = element("line", class_="nest", x1=x + 0.5, x2=x + 0.5, y1=y + 4, y2=y + 2 + text.height)
    return Drawn(side + text.svg, text.height + 4)


def _notes(notes: Sequence[str], x: float, y: float, width: float) -> Drawn:
    svg, height = "", 0.0
    for note in notes:
        drawn = paragraph(note, x, y + height + 13, LABEL, limit=width, leading=18)
        svg += drawn.svg
        height += drawn.height
    return Drawn(svg, height)


def _people(gate: GateFacts, x: float, y: float, width: float) -> Drawn:
    chips = chip_rows(gate.people, gate.hidden, x, y + 6, width)
    return Drawn(chips.svg, chips.height + 6 if chips.height else 0)
