"""What a Django template says, read by Django's own parser, with every tag and filter it does not know let through."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import IO, Any

from django.template.base import FilterExpression, Lexer, Node, Parser, Token, Variable, constant_string
from django.template.defaulttags import register as default_tags
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.templatetags.i18n import register as translation_tags

CONSTANT = re.compile(constant_string, re.VERBOSE)
Compile = Callable[[Parser, Token], Node]


@dataclass(frozen=True)
class Said:
    """One message: its line, and singular, plural and context as far as it has them."""

    line: int
    one: str
    many: str | None = None
    context: str | None = None

    @property
    def call(self) -> tuple[str, tuple[str, ...]]:
        """The gettext function and the arguments that stand for it."""
        name = ("np" if self.context else "n") if self.many is not None else ("p" if self.context else "")
        return f"{name}gettext", tuple(part for part in (self.context, self.one, self.many) if part is not None)


class LenientParser(Parser):
    """Django's parser without libraries: translation tags are understood, all others are passed over."""

    def __init__(self, tokens: list[Token]) -> None:
        super().__init__(tokens, builtins=[translation_tags])
        self.tags: Any = defaultdict(lambda: _pass_over, {**self.tags, "comment": default_tags.tags["comment"]})
        self.said: list[Said] = []
        self.line = 0

    def next_token(self) -> Token:
        token = super().next_token()
        self.line = token.lineno or 0
        return token

    def compile_filter(self, token: str) -> FilterExpression:
        self.note_constants(token)
        return super().compile_filter(token)

    def find_filter(self, filter_name: str) -> Any:
        return _any_filter

    def extend_nodelist(self, nodelist: Any, node: Node, token: Token) -> None:
        super().extend_nodelist(nodelist, node, token)
        if isinstance(node, TranslateNode | BlockTranslateNode):
            self.said.extend(_of_node(node, token.lineno or 0))

    def note_constants(self, code: str) -> None:
        """Keep every `_("…")` of a tag or a filter."""
        for found in CONSTANT.finditer(code):
            constant = Variable(found.group())
            if constant.translate:
                self.said.append(Said(self.line, _doubled(str(constant.literal))))


def template_messages(source: str) -> list[Said]:
    """Every message of a template, in the order of its tags.

    >>> [said.call for said in template_messages('{% translate "Gate" context "chain" %} {{ x|default:_("none") }}')]
    [('pgettext', ('chain', 'Gate')), ('gettext', ('none',))]
    """
    parser = LenientParser(Lexer(source).tokenize())
    parser.parse()
    return parser.said


def extract_templates(
    file: IO[bytes], keywords: Collection[str], comment_tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[tuple[int, str, tuple[str, ...], list[str]]]:
    """The same in the form of an extraction method of Babel."""
    for said in template_messages(file.read().decode()):
        name, arguments = said.call
        yield said.line, name, arguments, []


def _of_node(node: TranslateNode | BlockTranslateNode, line: int) -> Iterator[Said]:
    context = str(node.message_context.var) if node.message_context else None
    if isinstance(node, BlockTranslateNode):
        one, _ = node.render_token_list(node.singular)
        many = node.render_token_list(node.plural)[0] if node.plural else None
        yield Said(line, one, many, context)
    elif isinstance(literal := node.filter_expression.var.literal, str):
        yield Said(line, _doubled(literal), None, context)


def _doubled(literal: str) -> str:
    """Percent signs as Django looks a message up."""
    return literal.replace("%", "%%")


def _pass_over(parser: Parser, token: Token) -> Node:
    if isinstance(parser, LenientParser):
        parser.note_constants(token.contents)
    return Node()


def _any_filter(value: object, argument: object = None) -> object:
    return value
