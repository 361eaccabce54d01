"""The stance marks: one shape for each stance, defined once in a drawing and used wherever somebody stands so."""

from __future__ import annotations

from collections.abc import Mapping, Set
from types import MappingProxyType

from highground.kit.drawing.svg import element

MARK = 14.0
MARKS: Mapping[str, str] = MappingProxyType(
    {
        "against": '<path class="st-fill-against" d="M1 3h14L8 15z"/>',
        "neutral": '<circle class="st-line-mid" cx="8" cy="8" r="5.5" stroke-width="2"/>',
        "support": '<path class="st-line-for2" d="M8 3.2 13.6 13H2.4z" stroke-width="1.8"/>',
        "strong": '<path class="st-fill-for2" d="M8 1.5 15 14H1z"/>',
        "coach": '<path class="st-fill-for3" d="M8 .9 9.9 5.8l5.3.4-4.1 3.3 1.4 5.1L8 11.8'
        'l-4.5 2.8 1.4-5.1L.8 6.2l5.3-.4z"/>',
        "unknown": '<circle class="st-line-mid" cx="8" cy="8" r="6.5" stroke-width="1.4" stroke-dasharray="2.2 2"/>'
        '<path class="st-line-mid" d="M6.2 6.7a1.9 1.9 0 1 1 2.8 1.7c-.7.4-1 .7-1 1.3" stroke-width="1.4"/>'
        '<circle class="st-fill-mid" cx="8" cy="11.4" r=".9"/>',
        "stated": '<rect class="st-line-mid" x="3" y="1.5" width="10" height="13" stroke-width="1.6"/>',
    }
)
"""The mark of each stance in a square of 16 units; `stated` is the frame of a chance that somebody put in figures."""


def mark_definitions(marks: Set[str]) -> str:
    """The shapes of these marks, to be drawn by `mark`."""
    return "".join(
        f'<g id="st-{name}" transform="scale({MARK / 16:g})">{shape}</g>'
        for name, shape in MARKS.items()
        if name in marks
    )


def mark(name: str, x: float, y: float, p: float | None = None) -> str:
    """A stance mark, 14 px square, with its corner at (x, y); a stated chance fills its frame to that height."""
    drawn = element("use", xlink__href=f"#st-{name}", x=x, y=y)
    if name != "stated" or p is None:
        return drawn
    height = 9.4 * min(max(p, 0.0), 1.0)
    return drawn + element("rect", class_="level f-ink2", x=x + 3.5, y=y + 11.7 - height, width=7, height=height)
