"""SVG as text: elements, lines and paragraphs of text, and pieces stacked under each other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape
from math import inf

from highground.kit.drawing.typesetting import Type, cut, wrap


@dataclass(frozen=True)
class Drawn:
    """A piece of SVG and how high it stands."""

    svg: str
    height: float


NOTHING = Drawn("", 0.0)


def stack(pieces: Iterable[Callable[[float], Drawn]], top: float) -> Drawn:
    """Pieces under each other, each drawn at the height at which the one before it ends."""
    svg, bottom = "", top
    for piece in pieces:
        drawn = piece(bottom)
        svg += drawn.svg
        bottom += drawn.height
    return Drawn(svg, bottom - top)


_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SPACES = re.compile("[ \t\r\n\u2028\u2029]+")


def clean(text: str) -> str:
    """Text without the characters that XML forbids, on one line; no-break spaces stay."""
    return _SPACES.sub(" ", _FORBIDDEN.sub("", text)).strip()


def element(tag: str, body: str = "", /, **attributes: object) -> str:
    """An SVG element. `class_` is `class`, `data_gate` is `data-gate`, `xlink__href` is `xlink:href`."""
    listed = "".join(f' {_name(name)}="{_value(value)}"' for name, value in attributes.items())
    return f"<{tag}{listed}>{body}</{tag}>" if body else f"<{tag}{listed}/>"


def _name(name: str) -> str:
    return name.rstrip("_").replace("__", ":").replace("_", "-")


def _value(value: object) -> str:
    return f"{round(value, 1):g}" if isinstance(value, float) and abs(value) < 1e5 else escape(clean(str(value)))


def title(text: str) -> str:
    """The text that a reader gets on pointing at an element, and a screen reader aloud."""
    return f"<title>{escape(clean(text))}</title>"


def line_of(text: str, x: float, y: float, style: Type, *, limit: float = inf, classes: str = "") -> str:
    """A line of text on the baseline y; cut to the limit, with the whole in its title."""
    whole = clean(text)
    shown = cut(whole, style, limit)
    body = escape(shown) if shown == whole else title(whole) + escape(shown)
    return element("text", body, class_=f"{style.classes} {classes}".rstrip(), x=x, y=y)


def paragraph(text: str, x: float, y: float, style: Type, *, limit: float, leading: float, most: int = 9) -> Drawn:
    """A wrapped text whose first line stands on y; where lines are left off, the whole is in the title of the last."""
    whole = clean(text)
    lines, is_cut = wrap(whole, style, limit, most)
    bodies = [escape(line) for line in lines]
    if is_cut:
        bodies[-1] = title(whole) + bodies[-1]
    drawn = (
        element("text", body, class_=style.classes, x=x, y=y + number * leading) for number, body in enumerate(bodies)
    )
    return Drawn("".join(drawn), len(lines) * leading)
