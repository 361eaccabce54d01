"""Chinese is complete: every string of the source has its entry, with the same slots, and is used when asked for."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from highground.core.text import Text, plural_text
from highground.kit.language import CATALOGUES, activate, translate

SOURCE = Path(__file__).resolve().parents[2] / "src" / "highground"
KEYWORDS = {"_": None, "Text": (1,), "plural_text": (1, 2)}
SLOT = re.compile(r"%\((\w+)\)s")


def entries() -> dict[object, Message]:
    with (CATALOGUES / "zh_Hans" / "LC_MESSAGES" / "highground.po").open("rb") as source:
        return {message.id: message for message in read_po(source, locale="zh_Hans") if message.id}


def source_strings() -> set[object]:
    return {found[2] for found in extract_from_dir(SOURCE, keywords=KEYWORDS)}


def test_every_string_of_the_source_has_a_chinese_entry_and_no_entry_is_left_over() -> None:
    assert source_strings() == set(entries())


def test_no_entry_is_empty_or_fuzzy() -> None:
    bad = [one.id for one in entries().values() if one.fuzzy or not all(_strings(one.string))]
    assert bad == []


def test_every_entry_has_the_slots_of_its_source() -> None:
    for message in entries().values():
        allowed = {slot for text in _strings(message.id) for slot in SLOT.findall(text)}
        for text in _strings(message.string):
            assert set(SLOT.findall(text)) == allowed, message.id


def test_the_compiled_catalogue_knows_that_chinese_has_one_plural_form() -> None:
    with (CATALOGUES / "zh_Hans" / "LC_MESSAGES" / "highground.mo").open("rb") as compiled:
        assert read_mo(compiled).num_plurals == 1


@pytest.mark.parametrize(("language", "expected"), [("zh_CN.UTF-8", "立场"), ("en", "Stance")])
def test_the_language_asked_for_is_spoken(language: str, expected: str) -> None:
    activate(language)
    try:
        assert translate(Text("Stance")) == expected
    finally:
        activate("en")


def test_a_number_takes_its_plural_in_each_language() -> None:
    gates = plural_text("%(count)s gate", "%(count)s gates", 2)
    assert translate(gates) == "2 gates"
    activate("zh")
    try:
        assert "2" in translate(gates)
        assert "gate" not in translate(gates)
    finally:
        activate("en")


def _strings(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, tuple | list) else [str(value)]
