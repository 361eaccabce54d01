"""Chinese as it is set: full-width punctuation after a character, a space between characters and Latin."""

import re

import pytest

from tests.language.catalogue import entries, strings
from tests.language.test_catalogue import MARKUP, SLOT

HAN = "[\u3400-\u4dbf\u4e00-\u9fff]"
LATIN = "[A-Za-z0-9]"
AS_TYPED = re.compile("键: 值|主机:端口")
"""Chinese that shows how a file is written, with the punctuation the file has to have."""
FAULT = re.compile(f"{HAN}[,;:?!]|{HAN}{LATIN}|{LATIN}{HAN}")


def ill_set(text: str) -> list[str]:
    """The places of a text that are not set as Chinese is; a slot or a tag counts as neither script.

    >>> ill_set("第3关,请看%(name)s关。"), ill_set("第 3 关，请看 Telfort。")
    (['第3', '关,'], [])
    """
    return FAULT.findall(AS_TYPED.sub("\0", SLOT.sub("\0", MARKUP.sub("\0", text))))


def test_every_entry_is_set_as_chinese_is() -> None:
    faults = [f"{places} in {text!r}" for one in entries() for text in strings(one.string) if (places := ill_set(text))]
    assert faults == []


@pytest.mark.parametrize("text", ["关口:", "是吗?", "好!", "共3件", "用CRM", "CRM里", "甲,乙", "甲;乙"])
def test_a_fault_is_found(text: str) -> None:
    assert ill_set(text)


@pytest.mark.parametrize("text", ["共 3 件", "“键：值”", "共%(count)s件", "见<b>CRM</b>里", "%(a)s，%(b)s", "A, B"])
def test_what_is_right_passes(text: str) -> None:
    assert ill_set(text) == []
