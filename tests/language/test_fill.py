"""Filling in keeps the header and the order, and writes nothing when a key is no entry."""

from pathlib import Path

import pytest

from tests.language import catalogue
from tests.language.fill import fill

BEFORE = """msgid ""
msgstr ""
"Language: zh_Hans\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

msgid "Board"
msgstr "董事会"

#, python-format
msgid "%(count)s gate"
msgid_plural "%(count)s gates"
msgstr[0] ""

msgctxt "chain"
msgid "Gate"
msgstr ""
"""
AFTER = """msgid ""
msgstr ""
"Language: zh_Hans\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

#, python-format
msgid "%(count)s gate"
msgid_plural "%(count)s gates"
msgstr[0] "%(count)s 道关口"

msgid "Board"
msgstr "董事会"

msgctxt "chain"
msgid "Gate"
msgstr "关口"
"""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "django.po"
    path.write_text(BEFORE, "utf-8")
    monkeypatch.setattr(catalogue, "CHINESE", path)
    monkeypatch.setattr(catalogue, "COMPILED", path.with_suffix(".mo"))
    return path


def test_entries_are_filled_sorted_and_compiled(file: Path) -> None:
    assert fill({"%(count)s gate|%(count)s gates": "%(count)s 道关口", "chain||Gate": "关口"}) == []
    assert file.read_text("utf-8").rstrip() == AFTER.rstrip()
    assert catalogue.read_compiled(file.with_suffix(".mo"))["chain", "Gate"] == ["关口"]


def test_a_key_that_is_no_entry_changes_nothing(file: Path) -> None:
    assert fill({"Gate": "关口", "Board": "理事会"}) == ["Gate"]
    assert file.read_text("utf-8") == BEFORE
