"""How a drawing looks: its colours and type, the stance marks, and how wide a text will be."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from types import MappingProxyType

LIGHT: Mapping[str, str] = MappingProxyType(
    {
        "paper": "#ffffff",
        "line": "#e0e3e7",
        "rule": "#c3c8ce",
        "control": "#7f868e",
        "ink": "#15181c",
        "ink-2": "#454c54",
        "ink-3": "#636a73",
        "for-1": "#4a89c0",
        "for-2": "#1f66a8",
        "for-3": "#0b3c6b",
        "for-wash": "#e6eff8",
        "mid": "#7b828a",
        "against": "#b5430e",
    }
)
DARK: Mapping[str, str] = MappingProxyType(
    {
        "paper": "#14171a",
        "line": "#2c3238",
        "rule": "#454c54",
        "control": "#7a828b",
        "ink": "#e8ebee",
        "ink-2": "#b6bdc5",
        "ink-3": "#959da6",
        "for-1": "#4a86bd",
        "for-2": "#6fb0e8",
        "for-3": "#b4d7f8",
        "for-wash": "#16293b",
        "mid": "#8b939b",
        "against": "#f0905f",
    }
)
_PAINTS = (
    ("text,.f-ink", "fill", "ink"),
    (".t2,.f-ink2", "fill", "ink-2"),
    (".t3,.skipped text:not(.on-ink)", "fill", "ink-3"),
    (".paper,.on-ink,.box,.plate", "fill", "paper"),
    (".area", "fill", "for-wash"),
    (".range", "fill", "for-1"),
    (".alive", "stroke", "for-2"),
    (".axis,.edge,.box,.plate,.nest", "stroke", "rule"),
    (".divide", "stroke", "line"),
    (".top,.tick", "stroke", "ink"),
    (".counts>.box", "stroke", "control"),
    (".skipped>.box,.number,.unknown>.plate", "stroke", "control"),
    (".wait", "stroke", "ink-2"),
    (".wait-head", "fill", "ink-2"),
    (".square", "stroke", "ink"),
    (".badge", "stroke", "ink-3"),
    (".st-fill-against", "fill", "against"),
    (".st-line-mid", "stroke", "mid"),
    (".st-fill-mid", "fill", "mid"),
    (".st-line-for2", "stroke", "for-2"),
    (".st-fill-for2", "fill", "for-2"),
    (".st-fill-for3", "fill", "for-3"),
)
_SHAPES = (
    ("text", "font-variant-numeric:tabular-nums"),
    (".s11", "font-size:11px"),
    (".s12", "font-size:12px"),
    (".s13", "font-size:13px"),
    (".s14", "font-size:14px"),
    (".s22", "font-size:22px"),
    (".b", "font-weight:600"),
    (".end", "text-anchor:end"),
    (".middle", "text-anchor:middle"),
    (".line,.alive,.st-line-mid,.st-line-for2,.number,.badge,.bare", "fill:none"),
    (".tick,.alive", "stroke-width:2"),
    (".number", "stroke-width:1.5"),
    (".skipped>.box,.empty,.badge,.unknown>.plate", "stroke-dasharray:4 3"),
    (".skipped use,.skipped .level,.skipped .square", "opacity:.55"),
)
SCOPE = "decision-chain"
"""The class of the whole drawing, so that its rules reach nothing else on a page that holds it."""
LATIN_FIRST = (
    '-apple-system,BlinkMacSystemFont,"Segoe UI",Roboto,"Noto Sans","Helvetica Neue",Arial,'
    '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif'
)
CHINESE_FIRST = '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC",sans-serif'

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


def stylesheet(language: str) -> str:
    """The rules of a drawing: light, dark where the reader's system is dark, and always light on paper."""
    fonts = CHINESE_FIRST if language.startswith("zh") else LATIN_FIRST
    shapes = "".join(_rule(selectors, body) for selectors, body in _SHAPES)
    light = _paint(LIGHT)
    return (
        f".{SCOPE}{{font-family:{fonts}}}\n{shapes}\n{light}"
        f"\n@media (prefers-color-scheme: dark){{{_paint(DARK)}}}\n@media print{{{light}}}"
    )


def _paint(tokens: Mapping[str, str]) -> str:
    return "".join(_rule(selectors, f"{name}:{tokens[token]}") for selectors, name, token in _PAINTS)


def _rule(selectors: str, body: str) -> str:
    """A rule inside the drawing only; those of the marks stand free, for a used shape does not see where it is used."""
    scoped = (one if one.startswith(".st-") else f".{SCOPE} {one}" for one in selectors.split(","))
    return ",".join(scoped) + f"{{{body}}}"


def mark_definitions(marks: Iterable[str]) -> str:
    """The shapes of these marks, to be drawn by `mark`."""
    return "".join(
        f'<g id="st-{name}" transform="scale({MARK / 16:g})">{shape}</g>'
        for name, shape in MARKS.items()
        if name in set(marks)
    )


def mark(name: str, x: float, y: float, p: float | None = None) -> str:
    """A stance mark, 14 px square, with its corner at (x, y); a stated chance fills its frame to that height."""
    drawn = element("use", xlink__href=f"#st-{name}", x=x, y=y)
    if name != "stated" or p is None:
        return drawn
    height = 9.4 * min(max(p, 0.0), 1.0)
    return drawn + element("rect", class_="level f-ink2", x=x + 3.5, y=y + 11.7 - height, width=7, height=height)


@dataclass(frozen=True)
class Type:
    """A size of type with its tone (1 ink, 2 second, 3 labels)."""

    size: int
    tone: int = 1
    bold: bool = False

    @property
    def classes(self) -> str:
        """The classes that set it."""
        return f"s{self.size}" + (f" t{self.tone}" if self.tone > 1 else "") + (" b" if self.bold else "")


ANSWER = Type(22, bold=True)
STEP = Type(14, bold=True)
GATE = Type(13, bold=True)
GATE_OFF = Type(13, 3, bold=True)
PLAIN = Type(12)
STRONG = Type(12, bold=True)
SECOND = Type(12, 2)
LABEL = Type(12, 3)
CODE = Type(11, 2)
SMALL = Type(11, 3)


def width_of(text: str, style: Type) -> float:
    """How wide a text will be, at least: a Chinese character is 1 em, a Latin letter about 0.56 em."""
    return sum(map(_em, text)) * style.size * (1.07 if style.bold else 1.0)


def _em(character: str) -> float:
    if unicodedata.combining(character):
        return 0.0
    if character in "…—" or unicodedata.east_asian_width(character) in "WF":
        return 1.0
    for letters, width in _LETTERS:
        if character in letters:
            return width
    return 0.69 if character.isupper() else 0.61


_LETTERS = (
    (" ijlI.,:;'|!\u00a0", 0.29),
    ('ftr()[]{}-/"', 0.39),
    ("acekvxyzsJ", 0.54),
    ("0123456789", 0.575),
    ("&+<=>~", 0.76),
    ("MWm@%w", 0.89),
)


def cut(text: str, style: Type, limit: float) -> str:
    """As much of the text as fits, with "…" where something was left off.

    >>> cut("Supervisory board", PLAIN, 60), cut("Board", PLAIN, 60)
    ('Supervi…', 'Board')
    """
    if width_of(text, style) <= limit:
        return text
    kept = text
    while kept and width_of(kept + "…", style) > limit:
        kept = kept[:-1]
    return kept.rstrip() + "…"


_WORDS = re.compile(r" +|[^ ⺀-鿿豈-\ufaff＀-￯、-〿]+|.", re.DOTALL)
_NOT_FIRST = "，。；：、？！）》」』】〕”’…"


def wrap(text: str, style: Type, limit: float, most: int) -> tuple[list[str], bool]:
    """The text in at most so many lines of this width, and whether something had to be left off.

    Latin breaks between words, Chinese between any two characters but not before a closing mark.

    >>> wrap("at least 2 of 3, and no veto", PLAIN, 100, 2)
    (['at least 2 of 3,', 'and no veto'], False)
    """
    pieces = _pieces(text, style, limit)
    lines = _balanced(pieces, style, limit)
    if len(lines) <= most:
        return lines, False
    lines = _lines(pieces, style, limit)
    return [*lines[: most - 1], cut(" ".join(lines[most - 1 :]), style, limit)], True


def _balanced(pieces: Sequence[str], style: Type, limit: float) -> list[str]:
    """Lines as even as they can be where the last would hold little more than a word."""
    lines = _lines(pieces, style, limit)
    while len(lines) > 1 and width_of(lines[-1], style) < 0.35 * limit:
        limit -= style.size / 2
        narrower = _lines(pieces, style, limit)
        if len(narrower) > len(lines) or any(width_of(line, style) > limit for line in narrower):
            break
        lines = narrower
    return lines


def _lines(pieces: Sequence[str], style: Type, limit: float) -> list[str]:
    lines = [""]
    for word in pieces:
        if width_of((lines[-1] + word).rstrip(), style) <= limit or not lines[-1]:
            lines[-1] += word
        else:
            lines.append(word.lstrip())
    return [line.rstrip() for line in lines if line.strip()] or [""]


def _pieces(text: str, style: Type, limit: float) -> list[str]:
    """What a line may be broken into; a word that is wider than a line is broken anywhere."""
    pieces: list[str] = []
    for word in _WORDS.findall(text):
        if pieces and word in _NOT_FIRST:
            pieces[-1] += word
        elif width_of(word, style) > limit:
            pieces.extend(word)
        else:
            pieces.append(word)
    return pieces


_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SPACES = re.compile("[ \t\r\n\u2028\u2029]+")


def clean(text: str) -> str:
    """Text without the characters that XML forbids, on one line; no-break spaces stay."""
    return _SPACES.sub(" ", _FORBIDDEN.sub("", text)).strip()


def element(tag: str, body: str = "", /, **attributes: object) -> str:
    """An SVG element. `class_` is `class`, `data_gate` is `data-gate`, `xlink__href` is `xlink:href`."""
    listed = "".join(f' {_name(name)}="{_value(value)}"' for name, value in attributes.items() if value is not None)
    return f"<{tag}{listed}>{body}</{tag}>" if body else f"<{tag}{listed}/>"


def _name(name: str) -> str:
    return name.rstrip("_").replace("__", ":").replace("_", "-")


def _value(value: object) -> str:
    return f"{round(value, 1):g}" if isinstance(value, float) and abs(value) < 1e5 else escape(clean(str(value)))


def title(text: str) -> str:
    """The text that a reader gets on pointing at an element, and a screen reader aloud."""
    return f"<title>{escape(clean(text))}</title>"


def line_of(text: str, x: float, y: float, style: Type, *, limit: float | None = None, anchor: str = "") -> str:
    """A line of text on the baseline y; cut to the limit, with the whole in its title."""
    text = clean(text)
    shown = text if limit is None else cut(text, style, limit)
    whole = title(text) if shown != text else ""
    return element("text", whole + escape(shown), class_=f"{style.classes} {anchor}".rstrip(), x=x, y=y)


def paragraph(
    text: str, x: float, y: float, style: Type, *, limit: float, leading: float, most: int = 9
) -> tuple[str, float]:
    """A wrapped text whose first line stands on y, and how high it is."""
    text = clean(text)
    lines, is_cut = wrap(text, style, limit, most)
    drawn = "".join(
        element(
            "text",
            (title(text) if is_cut and number == len(lines) - 1 else "") + escape(shown),
            class_=style.classes,
            x=x,
            y=y + number * leading,
        )
        for number, shown in enumerate(lines)
    )
    return drawn, len(lines) * leading
