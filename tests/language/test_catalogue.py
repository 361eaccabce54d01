"""Chinese is complete: every string of the source has its entry, with the same slots, and is used when asked for."""

import re
from collections import Counter

import pytest
from babel.messages.catalog import Catalog, Message

from highground.core.text import Text, plural_text
from highground.kit.language import activate, translate
from tests.language.catalogue import COMPILED, entries, read_compiled, strings
from tests.language.source import source_catalogue

SLOT = re.compile(r"%\(\w+\)[-#0 +]*[\d.]*[a-z]|%%|%[a-z]|\{[\w!:.]*\}")
MARKUP = re.compile(r"</?[a-z]\w*[^>]*>")


def keys(catalogue: Catalog | list[Message]) -> set[tuple[str | None, object]]:
    return {(one.context, one.id) for one in catalogue if one.id}


def unequal_parts(message: Message) -> list[str]:
    """Slots of either language that the other lacks, markup that differs, a line break more or less at an end."""
    source, chinese = strings(message.id), strings(message.string)
    slots = set(SLOT.findall("".join(source)))
    faults = [
        f"{slot} of {text!r}" for text in chinese for slot in sorted(slots.symmetric_difference(SLOT.findall(text)))
    ]
    for text in chinese:
        if Counter(MARKUP.findall(text)) != Counter(MARKUP.findall(source[-1])):
            faults.append(f"markup of {text!r}")
        if (text[:1] == "\n", text[-1:] == "\n") != (source[0][:1] == "\n", source[0][-1:] == "\n"):
            faults.append(f"line break at an end of {text!r}")
    return faults


def test_every_string_of_the_source_has_a_chinese_entry() -> None:
    missing = keys(source_catalogue()) - keys(entries())
    assert not missing, f"run make messages and fill in: {sorted(missing, key=str)}"


def test_no_entry_is_left_over() -> None:
    left_over = keys(entries()) - keys(source_catalogue())
    assert not left_over, f"run make messages: {sorted(left_over, key=str)}"


def test_no_entry_is_empty_or_fuzzy() -> None:
    assert [one.id for one in entries() if one.fuzzy or not all(strings(one.string))] == []


def test_every_entry_has_the_slots_and_the_markup_of_its_source() -> None:
    assert [fault for one in entries() if all(strings(one.string)) for fault in unequal_parts(one)] == []


@pytest.mark.parametrize(
    ("source", "chinese"),
    [
        ("%(name)s is missing", "缺少名字"),
        ("Gone", "已删除 %(name)s"),
        (("%(count)s gate", "%(count)s gates"), ("关口",)),
        ("At least %(least)d characters", "至少 %(least)s 个字符"),
        ("5%% more", "多 5%"),
        ("No {name!r}", "没有 {name}"),
        ('Ask <a href="%(url)s">here</a>', "在 %(url)s 询问"),
        ("\nLine", "一行"),
    ],
)
def test_a_difference_is_found(source: str | tuple[str, str], chinese: str | tuple[str]) -> None:
    assert unequal_parts(Message(source, chinese))


def test_the_compiled_catalogue_is_made_of_this_one() -> None:
    said = read_compiled(COMPILED)
    filled = [one for one in entries() if all(strings(one.string))]
    stale = [one.id for one in filled if said.get((one.context, strings(one.id)[0])) != strings(one.string)]
    assert not stale, f"run make messages: {stale}"


def test_chinese_has_one_plural_form() -> None:
    assert "nplurals=1" in read_compiled(COMPILED)[None, ""][0]


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
