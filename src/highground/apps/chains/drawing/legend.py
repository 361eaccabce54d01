"""The legend: what the signs mean, and only those that are on the drawing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from highground.apps.chains.drawing.chips import veto_box
from highground.apps.chains.drawing.columns import arrow, waits
from highground.apps.chains.drawing.facts import ChainFacts
from highground.apps.chains.drawing.gates import count_squares
from highground.apps.chains.drawing.marks import MARK, MARKS, mark
from highground.apps.chains.words import STANCE_CODES, STANCES
from highground.core.chain import GateState
from highground.kit.drawing.palette import MARGIN
from highground.kit.drawing.svg import NOTHING, Drawn, element, line_of
from highground.kit.drawing.typesetting import LABEL, width_of
from highground.kit.language import _, translate


@dataclass(frozen=True)
class Key:
    """One entry of the legend: a sample drawn at (x, baseline), how wide it is, and what it means."""

    sample: Callable[[float, float], str]
    width: float
    meaning: str


def draw_legend(facts: ChainFacts, y: float, width: float) -> Drawn:
    """The entries side by side, wrapped, under a thin line."""
    x, baseline, entries = MARGIN, y + 22, ""
    for key in _keys(facts):
        needed = key.width + 6 + width_of(key.meaning, LABEL)
        if x > MARGIN and x + needed > MARGIN + width:
            x, baseline = MARGIN, baseline + 22
        entries += key.sample(x, baseline) + line_of(key.meaning, x + key.width + 6, baseline, LABEL)
        x += needed + 20
    if not entries:
        return NOTHING
    top = element("line", class_="divide", x1=MARGIN, x2=MARGIN + width, y1=y + 0.5, y2=y + 0.5)
    return Drawn(element("g", top + entries, class_="legend"), baseline - y + 10)


def _keys(facts: ChainFacts) -> Iterator[Key]:
    people, marks = [signer for gate in facts.gates for signer in gate.people], facts.marks
    yield from (_stance_key(stance) for stance in MARKS if stance in marks)
    if any(signer.has_veto for signer in people):
        yield Key(lambda x, y: veto_box(x, y - 12), 16, _("one no stops the gate"))
    if any(signer.weight for signer in people):
        yield Key(lambda x, y: line_of("×2", x, y, LABEL), 14, _("weight of the vote"))
    if any(gate.squares for gate in facts.gates):
        yield Key(lambda x, y: count_squares(2, 3, x, y - 8), 28, _("filled: how many must agree"))
    if any(any(waits(column)) for lane in facts.lanes for column in lane.columns()):
        yield Key(lambda x, y: arrow(x + 5, y - 13, y + 3), 10, _("waits for the gate before it"))
    if any(gate.state is GateState.SKIPPED for gate in facts.gates):
        yield Key(_skipped_sample, 22, _("does not count for this deal"))


def _stance_key(stance: str) -> Key:
    if stance == "stated":
        return Key(lambda x, y: mark(stance, x, y - 11, 0.6), MARK, _("chance stated in figures"))
    meaning = f"{STANCE_CODES[stance]} {translate(STANCES[stance])}"
    return Key(lambda x, y: mark(stance, x, y - 11), MARK, meaning)


def _skipped_sample(x: float, baseline: float) -> str:
    box = element("rect", class_="box", x=x, y=baseline - 11, width=22, height=14, rx=2)
    return element("g", box, class_="skipped")
