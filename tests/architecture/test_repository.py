"""Promises about the repository itself: documents in both languages, examples that run, no machine's path."""

import re
import subprocess
from pathlib import Path

import pytest

from highground.core.files.chain_file import read_chain

ROOT = Path(__file__).resolve().parents[2]
ENGLISH = sorted((ROOT / "docs" / "en").rglob("*.md"))
PAGES = [*ENGLISH, *sorted((ROOT / "docs" / "zh").rglob("*.md")), ROOT / "README.md", ROOT / "README.zh-CN.md"]
FILES = [
    (page, block)
    for page in PAGES
    for block in re.findall(r"^```yaml\n(highground: 1\n.*?)^```", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)
]


@pytest.mark.parametrize("page", ENGLISH, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_english_page_has_its_chinese_one(page: Path) -> None:
    assert (ROOT / "docs" / "zh" / page.relative_to(ROOT / "docs" / "en")).exists()


@pytest.mark.parametrize(
    ("page", "block"), FILES, ids=[f"{page.relative_to(ROOT).as_posix()}-{i}" for i, (page, _) in enumerate(FILES)]
)
def test_every_chain_file_in_the_documents_can_be_used(page: Path, block: str) -> None:
    assert read_chain(block.encode()).people


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_to_a_page_leads_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text("utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_no_file_names_a_path_of_one_machine() -> None:
    pattern = "/(wor" + "k|roo" + "t|hom" + "e|User" + "s)/[a-z]"
    found = subprocess.run(["git", "grep", "-nE", pattern], cwd=ROOT, capture_output=True, text=True, check=False)
    assert found.stdout == ""
