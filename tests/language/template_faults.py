"""Words of a template that nobody can translate, because they stand outside every translation tag."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from django.template.base import Lexer, Token, TokenType

SHOWN = {
    *("title", "alt", "placeholder", "label", "aria-label", "aria-description", "aria-valuetext", "aria-placeholder"),
    *("aria-roledescription", "hx-confirm", "hx-prompt"),
}
"""Attributes that are read out or shown."""
BUTTONS = {"submit", "button", "reset"}
NOT_READ = {"script", "style", "kbd", "code"}
"""Elements whose text is for machines, or is what one types."""
SAME_EVERYWHERE = {"Highground", "制高点", "EN", "中文"}
"""Words that stand as they are in every language: the product's names, and the languages' own."""
WORD = re.compile(r"[^\W\d_]+")
HIDDEN_UNTIL = {"blocktranslate": "endblocktranslate", "blocktrans": "endblocktrans", "comment": "endcomment"}


def untranslated(source: str, is_html: bool = True) -> list[tuple[int, str]]:
    """The line and the fault of every piece of text outside the translation tags.

    >>> untranslated('<p title="{% translate "Gate" %}">{{ name }}: 3</p>')
    []
    >>> untranslated("<p>\\n  Hello {{ name }}</p>")
    [(2, "'Hello' stands outside {% translate %} and {% blocktranslate %}")]
    """
    shown = "".join(_shown_parts(source))
    if not is_html:
        return list(_faults_of(shown, 1, ""))
    page = _Page()
    page.feed(shown)
    page.close()
    return page.faults


def _shown_parts(source: str) -> Iterator[str]:
    """The template with its tags, and what they translate, blanked out but for the line breaks."""
    line, end = 1, ""
    for token in Lexer(source).tokenize():
        first = token.lineno or line
        yield "\n" * (first - line)
        line = first + (token.contents.count("\n") if token.token_type == TokenType.TEXT else 0)
        if token.token_type == TokenType.TEXT:
            yield "\n" * (line - first) if end else token.contents
        else:
            yield " "
        if token.token_type == TokenType.BLOCK:
            end = _end_after(token, end)


def _end_after(token: Token, end: str) -> str:
    """The tag that ends what is hidden, once this tag is read."""
    name = token.contents.split()[0]
    if end:
        return "" if name == end else end
    return HIDDEN_UNTIL.get(name, "")


def _faults_of(text: str, line: int, where: str) -> Iterator[tuple[int, str]]:
    for offset, piece in enumerate(text.split("\n")):
        if set(WORD.findall(piece)) - SAME_EVERYWHERE:
            yield (
                line + offset,
                f"{where}{' '.join(piece.split())!r} stands outside {{% translate %}} and {{% blocktranslate %}}",
            )


class _Page(HTMLParser):
    """Collects what is shown of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[tuple[int, str]] = []
        self._not_read = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._not_read += tag in NOT_READ
        is_button = tag == "input" and dict(attrs).get("type") in BUTTONS
        is_described = tag == "meta" and dict(attrs).get("name") == "description"
        for name, value in attrs:
            if name in SHOWN or (name == "value" and is_button) or (name == "content" and is_described):
                self.faults.extend(_faults_of(value or "", self._line_of(value or ""), f"{name} of <{tag}>: "))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        self._not_read -= tag in NOT_READ and self._not_read > 0

    def handle_data(self, data: str) -> None:
        if not self._not_read:
            self.faults.extend(_faults_of(data, self.getpos()[0], ""))

    def _line_of(self, value: str) -> int:
        """The line of an attribute within its tag."""
        before, _, _ = (self.get_starttag_text() or "").partition(value)
        return self.getpos()[0] + before.count("\n")
