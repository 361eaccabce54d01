"""The head of the sheet: what the deal is, the answer in a sentence, and the range as a bar."""

from __future__ import annotations

from collections.abc import Sequence

from highground.apps.chains.drawing.phrases import amount_text
from highground.apps.chains.words import percent
from highground.core.chain import Analysis, Chain, Chance
from highground.core.text import Text
from highground.kit.drawing.palette import MARGIN
from highground.kit.drawing.svg import Drawn, clean, element, line_of, paragraph, title
from highground.kit.drawing.typesetting import ANSWER, LABEL, PLAIN, SECOND, STEP, cut, width_of
from highground.kit.language import _, translate

BAR = 300.0
"""How wide the bar with its figures is."""


def draw_header(analysis: Analysis, y: float, width: float) -> Drawn:
    """What it is about and the answer; the range at the right where there is a chance."""
    counts = bool(analysis.structure.counting)
    room = width - BAR - 48 if counts else width
    subject = _subject_line(subject_parts(analysis.chain), y + 13, room)
    answer = paragraph(answer_sentence(analysis), MARGIN, y + 45, ANSWER, limit=room, leading=30, most=3)
    svg, height = subject + answer.svg, 24 + answer.height
    if not counts:
        return Drawn(svg, height + 20)
    note = _("The range holds in 9 of 10 cases if the stances are as we believe.")
    said = paragraph(note, MARGIN, y + height + 18, LABEL, limit=room, leading=18)
    svg += said.svg + _bar(analysis.chance, MARGIN + width - BAR, y + 4)
    return Drawn(svg, max(height + 4 + said.height, 80.0) + 20)


def subject_parts(chain: Chain) -> list[str]:
    """Opportunity, account and amount, as far as they are known."""
    named = [part for part in (chain.opportunity, chain.account) if part] or [_("Decision chain")]
    if chain.amount is None:
        return named
    return [*named, amount_text(chain.amount, chain.currency)]


def answer_sentence(analysis: Analysis) -> str:
    """The chance of yes with its range, in a sentence."""
    if not analysis.structure.counting:
        return _("No gate counts for this deal: nothing recorded stands between us and a yes")
    chance = analysis.chance
    slots = {"chance": percent(chance.p), "low": percent(chance.low), "high": percent(chance.high)}
    if slots["low"] == slots["high"]:
        return translate(Text("Chance of yes %(chance)s, with hardly any range", slots))
    return translate(Text("Chance of yes %(chance)s, likely between %(low)s and %(high)s", slots))


def _subject_line(parts: Sequence[str], baseline: float, room: float) -> str:
    """Opportunity, account and amount on one line; where they do not fit, each gives way."""
    whole = clean(" · ".join(parts))
    if width_of(whole, SECOND) <= room:
        return line_of(whole, MARGIN, baseline, SECOND)
    shown = " · ".join(cut(clean(part), SECOND, room / len(parts) - 12) for part in parts)
    return element("g", title(whole) + line_of(shown, MARGIN, baseline, SECOND))


def _bar(chance: Chance, x: float, y: float) -> str:
    """The range on an axis from 0 to 100, the chance as a tick, both in figures with how far they were checked."""
    left, reach = x + 8, BAR - 24
    low, tick, high = (left + reach * p for p in (chance.low, chance.p, chance.high))
    return (
        _axis(left, reach, y + 20.5)
        + element("rect", class_="range", x=low, y=y + 9, width=max(high - low, 2.0), height=10)
        + element("line", class_="tick", x1=tick, x2=tick, y1=y + 4, y2=y + 20)
        + _figures(chance, left, y + 62)
    )


def _axis(left: float, reach: float, y: float) -> str:
    drawn = element("line", class_="axis", x1=left, x2=left + reach, y1=y, y2=y)
    for point in (0, 25, 50, 75, 100):
        at = left + reach * point / 100
        drawn += element("line", class_="axis", x1=at, x2=at, y1=y, y2=y + 4)
        drawn += line_of(f"{point}%" if point in (0, 100) else str(point), at, y + 16.5, LABEL, classes="middle")
    return drawn


def _figures(chance: Chance, x: float, baseline: float) -> str:
    """The chance, its range in brackets, and whether they were checked against closed deals."""
    figure, span = percent(chance.p), _span(percent(chance.low), percent(chance.high))
    start = x + width_of(figure, STEP) + 4
    badge = _badge(chance.calibrated, start + width_of(span, PLAIN) + 8, baseline - 13)
    return line_of(figure, x, baseline, STEP) + line_of(span, start, baseline, PLAIN) + badge


def _span(low: str, high: str) -> str:
    """A range in brackets; in words where an end is itself "more than" or "less than".

    >>> _span("17%", "43%"), _span("100%", "100%"), _span("85%", ">99.9%")
    ('(17–43%)', '(100%)', '(85% to >99.9%)')
    """
    if low == high:
        return f"({high})"
    if low[0] in "<>" or high[0] in "<>":
        return translate(Text("(%(low)s to %(high)s)", {"low": low, "high": high}))
    return f"({low.removesuffix('%')}–{high})"


def _badge(is_calibrated: bool, x: float, y: float) -> str:
    text = _("calibrated") if is_calibrated else _("uncalibrated")
    style = "edge bare" if is_calibrated else "badge"
    width = width_of(text, PLAIN) + 12
    edge = element("rect", class_=style, x=x, y=y, width=width, height=18, rx=2)
    return edge + line_of(text, x + width / 2, y + 13, PLAIN, classes="middle")
