"""Messages that are put together before they are looked up, so that no catalogue can have them."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.language.source import KEYWORDS


def unreadable_messages(source: str) -> Iterator[tuple[int, str]]:
    """The line and the fault of every call whose message cannot be collected.

    >>> list(unreadable_messages('ngettext("a gate", f"{n} gates", n)'))
    [(1, 'ngettext gets a message put together beforehand: f-string')]
    """
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and (name := _name_of(node.func)) in KEYWORDS:
            for index in KEYWORDS[name]:
                place = index[0] if isinstance(index, tuple) else index
                if place <= len(node.args) and (kind := _made_of(node.args[place - 1])):
                    yield node.lineno, f"{name} gets a message put together beforehand: {kind}"
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                if alias.name in KEYWORDS and alias.asname not in {None, *KEYWORDS}:
                    yield node.lineno, f"{alias.name} is called {alias.asname}, which is not collected: call it _"


def _name_of(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _made_of(argument: ast.expr) -> str | None:
    match argument:
        case ast.JoinedStr():
            return "f-string"
        case ast.Call(func=ast.Attribute(attr="format")):
            return ".format"
        case ast.BinOp(op=ast.Mod()):
            return "%"
        case ast.BinOp(op=ast.Add()):
            return "+"
    return None
