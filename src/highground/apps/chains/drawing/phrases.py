"""Small phrases that all parts of a drawing use: amounts and lists."""

from __future__ import annotations

from collections.abc import Sequence

from highground.core.chain import Number
from highground.core.text import Text
from highground.kit.language import translate


def amount_text(amount: Number, currency: str | None = None) -> str:
    """An amount or a weight as it is printed, with its currency glued to it.

    >>> amount_text(500000), amount_text(3.5)
    ('500,000', '3.5')
    """
    figure = float(amount)
    printed = f"{figure:,.0f}" if figure.is_integer() else f"{figure:,.10g}"
    return f"{currency}\u00a0{printed}" if currency else printed


def pair(first: Text | str, rest: Text | str) -> Text:
    """Two entries of a list, as the language in use lists them."""
    return Text("%(first)s, %(rest)s", {"first": first, "rest": rest})


def sentence_list(parts: Sequence[str]) -> str:
    """Facts one after the other, as the language in use lists them.

    >>> sentence_list(["Vermeer", "CTO", "strong support"])
    'Vermeer, CTO, strong support'
    """
    listed = parts[0]
    for part in parts[1:]:
        listed = translate(pair(listed, part))
    return listed
