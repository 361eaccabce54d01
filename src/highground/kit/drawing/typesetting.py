"""Type: its sizes, how wide a text will be, and where a text that is too wide is cut or broken into lines."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass


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
LETTER = Type(11, bold=True)


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
    kept = ""
    for character in text:
        if width_of(kept + character + "…", style) > limit:
            break
        kept += character
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
