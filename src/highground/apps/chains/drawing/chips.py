"""A person's chip: stance by shape and code, name, weight and veto, and below what else the gate knows of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from highground.apps.chains.drawing.marks import MARK, MARKS, mark
from highground.apps.chains.drawing.people import Signer, Stand
from highground.apps.chains.drawing.phrases import sentence_list
from highground.core.text import Text
from highground.kit.drawing.svg import Drawn, element, line_of, title
from highground.kit.drawing.typesetting import CODE, LABEL, LETTER, PLAIN, SMALL, width_of
from highground.kit.language import _, translate

CHIP = 24.0
SMALL_LINE = 15.0
GAP = 4.0
VETO = 16.0


def chip_rows(shown: Sequence[Signer], hidden: Sequence[Signer], x: float, y: float, width: float) -> Drawn:
    """Chips side by side, wrapped; those for whom there was no room are counted by stance."""
    drawn, bottom = [], y
    for row in _rows(shown, width):
        left = x
        for signer, wide in row:
            drawn.append(_chip(signer, left, bottom, wide))
            left += wide + GAP
        bottom += max(_chip_height(signer) for signer, _wide in row) + GAP
    if hidden:
        more = _counted(hidden, x, bottom, width)
        drawn.append(more.svg)
        bottom += more.height + GAP
    return Drawn("".join(drawn), max(bottom - y - GAP, 0.0))


def chip_width(signer: Signer) -> float:
    """How wide a chip would be with nothing cut."""
    lines = [width_of(text, SMALL) for text in signer.lines]
    if signer.deputy is not None:
        lines.append(_start(signer.deputy.stand) + width_of(signer.deputy.name, SMALL))
    return _start(signer.stand) + max([width_of(signer.name, PLAIN) + _extra(signer), *lines]) + 7.5


def veto_box(x: float, y: float) -> str:
    """The solid letter of a veto."""
    box = element("rect", class_="f-ink veto", x=x, y=y, width=VETO, height=VETO, rx=2)
    return box + line_of(_("V"), x + 8, y + 12, LETTER, classes="on-ink middle")


def _rows(signers: Sequence[Signer], width: float) -> list[list[tuple[Signer, float]]]:
    """Chips with their widths in rows; where each has a row of its own all are as wide as the widest."""
    rows: list[list[tuple[Signer, float]]] = []
    used = width
    for signer in signers:
        wide = min(chip_width(signer), width)
        if used + GAP + wide > width:
            rows.append([])
            used = -GAP
        rows[-1].append((signer, wide))
        used += GAP + wide
    if any(len(row) > 1 for row in rows):
        return rows
    widest = max((wide for row in rows for _signer, wide in row), default=0.0)
    return [[(signer, widest)] for row in rows for signer, _wide in row]


def _chip(signer: Signer, x: float, y: float, width: float) -> str:
    """A chip in this width, its text cut where it must be."""
    start = _start(signer.stand)
    left, room = x + start, width - start - 7
    parts = [
        title(signer.facts),
        element("rect", class_="plate", x=x, y=y, width=width, height=_chip_height(signer), rx=3),
        _stand(signer.stand, x + 6, y + 16),
        line_of(signer.name, left, y + 16, PLAIN, limit=room - _extra(signer)),
        _behind_the_name(signer, left + min(width_of(signer.name, PLAIN), room - _extra(signer)), y),
        *_below_the_name(signer, left, y + 16 + SMALL_LINE, room),
    ]
    style = "chip unknown" if signer.stand.mark == "unknown" else "chip"
    return element("g", "".join(parts), class_=style, data_person=signer.person, data_stance=signer.stand.mark)


def _chip_height(signer: Signer) -> float:
    below = len(signer.lines) + (signer.deputy is not None)
    return CHIP + below * SMALL_LINE + (1 if below else 0)


def _stand(stand: Stand, x: float, baseline: float) -> str:
    return mark(stand.mark, x, baseline - 11, stand.p) + line_of(stand.code, x + MARK + 4, baseline, CODE)


def _start(stand: Stand) -> float:
    """Where the name begins, behind the mark and its code."""
    return 6 + MARK + 4 + width_of(stand.code, CODE) + 5


def _extra(signer: Signer) -> float:
    """How much room weight and veto need behind the name."""
    return (6 + width_of(signer.weight, SMALL) if signer.weight else 0) + (6 + VETO if signer.has_veto else 0)


def _behind_the_name(signer: Signer, x: float, y: float) -> str:
    drawn = ""
    if signer.weight:
        drawn = line_of(signer.weight, x + 6, y + 16, SMALL)
        x += 6 + width_of(signer.weight, SMALL)
    return drawn + (veto_box(x + 6, y + 4) if signer.has_veto else "")


def _below_the_name(signer: Signer, x: float, baseline: float, room: float) -> list[str]:
    """The small lines, the deputy last."""
    drawn = [line_of(text, x, baseline + n * SMALL_LINE, SMALL, limit=room) for n, text in enumerate(signer.lines)]
    if signer.deputy is not None:
        baseline += len(signer.lines) * SMALL_LINE
        start = _start(signer.deputy.stand) - 6
        name = line_of(signer.deputy.name, x + start, baseline, SMALL, limit=room - start)
        drawn.append(_stand(signer.deputy.stand, x, baseline) + name)
    return drawn


def _counted(signers: Sequence[Signer], x: float, y: float, width: float) -> Drawn:
    """How many more there are and where they stand; their names in the title."""
    said = translate(Text("+%(count)s more", {"count": len(signers)}))
    drawn = [title(sentence_list([signer.name for signer in signers])), line_of(said, x, y + 14, LABEL)]
    left, baseline = x + width_of(said, LABEL) + 10, y + 14
    counts = Counter(signer.stand.mark for signer in signers)
    for stance in (stance for stance in MARKS if stance in counts):
        figure = f"×{counts[stance]}"
        wide = MARK + 4 + width_of(figure, CODE)
        if left + wide > x + width:
            left, baseline = x, baseline + 18
        drawn.append(mark(stance, left, baseline - 11) + line_of(figure, left + MARK + 4, baseline, CODE))
        left += wide + 8
    return Drawn(element("g", "".join(drawn), class_="more"), baseline + 4 - y)
