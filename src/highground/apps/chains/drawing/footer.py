"""The foot of the sheet: those who sign nowhere, and what the drawing rests on."""

from __future__ import annotations

from collections.abc import Sequence

from highground.apps.chains.drawing.chips import chip_rows
from highground.apps.chains.drawing.people import PEOPLE_SHOWN, Signer
from highground.core.chain import Analysis
from highground.core.chain.structure import Answer
from highground.core.text import Text, plural_text
from highground.kit.drawing.palette import MARGIN
from highground.kit.drawing.phrases import running_text
from highground.kit.drawing.svg import NOTHING, Drawn, line_of, paragraph
from highground.kit.drawing.typesetting import LABEL, STRONG
from highground.kit.language import _, translate


def draw_bystanders(people: Sequence[Signer], y: float, width: float) -> Drawn:
    """Those who are in the picture but sign at no gate, so that nobody is forgotten."""
    if not people:
        return NOTHING
    head = line_of(_("In the picture, with no signature at any gate"), MARGIN, y + 13, STRONG)
    rows = chip_rows(people[:PEOPLE_SHOWN], people[PEOPLE_SHOWN:], MARGIN, y + 22, width)
    return Drawn(head + rows.svg, 22 + rows.height + 24)


def draw_footer(analysis: Analysis, y: float, width: float) -> Drawn:
    """How the chance was worked out, and that the drawing is about people."""
    sentences = [*_worked_out(analysis), Text("Contains personal data.")]
    said = running_text([translate(sentence) for sentence in sentences])
    drawn = paragraph(said, MARGIN, y + 14, LABEL, limit=width, leading=18)
    return Drawn(drawn.svg, drawn.height + 4)


def _worked_out(analysis: Analysis) -> list[Text]:
    """The method and its assumptions; nothing where nobody is asked."""
    people = len({answer.person for answer in analysis.structure.variables if isinstance(answer, Answer)})
    if not people:
        return []
    mood = Text("A mood that all share is assumed: %(rho)s.", {"rho": f"{analysis.rho:g}"})
    checked = Text("Stance chances were checked against closed deals.")
    assumed = Text("Stance chances are assumptions.")
    return [
        _method(people, is_exact=analysis.chance.standard_error == 0),
        *([mood] if analysis.rho else []),
        checked if analysis.chance.calibrated else assumed,
    ]


def _method(people: int, *, is_exact: bool) -> Text:
    if is_exact:
        return plural_text(
            "Exact over all answers of %(count)s person.", "Exact over all answers of %(count)s people.", people
        )
    return plural_text(
        "Estimated from a sample of the answers of %(count)s person.",
        "Estimated from a sample of the answers of %(count)s people.",
        people,
    )
