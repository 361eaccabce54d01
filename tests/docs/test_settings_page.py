"""The page of settings, in both languages, against the program's own list."""

import re
from pathlib import Path

import pytest

from highground.config.environment import VARIABLES

DOCS = Path(__file__).resolve().parents[2] / "docs"
ROW = re.compile(r"^\| `(HIGHGROUND_\w+)` \|(.*?)\|", re.MULTILINE)
PAGES = pytest.mark.parametrize("language", ["en", "zh"])


def rows(language: str) -> list[tuple[str, str]]:
    """Name and default of every variable in the table, in its order."""
    found = ROW.findall((DOCS / language / "reference" / "settings.md").read_text("utf-8"))
    return [(name, default.strip()) for name, default in found]


@PAGES
def test_the_page_has_every_setting_once_and_none_else(language: str) -> None:
    assert [name for name, _default in rows(language)] == [variable.name for variable in VARIABLES]


@PAGES
def test_a_default_that_is_a_value_stands_on_the_page(language: str) -> None:
    shown = dict(rows(language))
    assert {v.name: shown[v.name] for v in VARIABLES if v.default} == {
        v.name: f"`{v.default}`" for v in VARIABLES if v.default
    }


@pytest.mark.parametrize("path", sorted(DOCS.rglob("*.md")), ids=lambda path: path.relative_to(DOCS).as_posix())
def test_no_page_names_a_setting_that_does_not_exist(path: Path) -> None:
    named = set(re.findall(r"HIGHGROUND_[A-Z_]*[A-Z]", path.read_text("utf-8")))
    assert named - {variable.name for variable in VARIABLES} - {"HIGHGROUND_FOO"} == set()
