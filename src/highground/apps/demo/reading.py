"""The demonstration's data files, in the language in use."""

from __future__ import annotations

import re
from datetime import date, timedelta
from importlib import resources
from typing import Any

import yaml

from highground.kit.language import current

_FROM_TODAY = re.compile(r"(?P<days>[+-]\d+)d")


def demo_file(path: str) -> Any:
    """What a data file says; every {zh: …, en: …} in it is the text of the language in use."""
    text = resources.files("highground.apps.demo").joinpath("data", path).read_text(encoding="utf-8")
    return in_language(yaml.safe_load(text), "zh" if current() == "zh_Hans" else "en")


def in_language(node: Any, language: str) -> Any:
    """The same data with one language of every bilingual text.

    >>> in_language([{"post": {"zh": "董事长", "en": "Chair"}}], "zh")
    [{'post': '董事长'}]
    """
    if isinstance(node, dict):
        if node.keys() == {"zh", "en"}:
            return node[language]
        if {"zh", "en"} & node.keys():
            raise ValueError(f"a text in half a language, or with a comma that is not quoted: {node}")
        return {key: in_language(value, language) for key, value in node.items()}
    return [in_language(value, language) for value in node] if isinstance(node, list) else node


def day_of(written: date | str | None, today: date) -> date | None:
    """A day as the files write it: a date, or days from today.

    >>> day_of("+45d", date(2026, 1, 1)), day_of(date(2004, 6, 1), date(2026, 1, 1))
    (datetime.date(2026, 2, 15), datetime.date(2004, 6, 1))
    """
    if not isinstance(written, str):
        return written
    found = _FROM_TODAY.fullmatch(written)
    if found is None:
        raise ValueError(f"neither a date nor days from today: {written}")
    return today + timedelta(days=int(found["days"]))
