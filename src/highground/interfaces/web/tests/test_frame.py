"""The frame of every page, and rules that hold for all templates, styles and scripts."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from django.contrib.messages import ERROR, SUCCESS
from django.contrib.messages.storage.base import Message
from django.template.loader import get_template
from django.test import RequestFactory
from django.utils import translation

from highground.interfaces.web.context import PageMessages, shell
from highground.interfaces.web.design import LANGUAGES, PARTS, THEMES, design_context

WEB = Path(__file__).resolve().parent.parent
TEMPLATES = sorted(WEB.parent.parent.glob("**/templates/**/*.html"))
SCRIPTS = sorted((WEB / "static/js").glob("*.js"))
TOKENS = (WEB / "static/css/tokens.css").read_text(encoding="utf-8")
FORBIDDEN = re.compile(
    r"""\sstyle=|<style|\son(?:click|load|change|submit|input|error|focus|blur|key\w+|mouse\w+)=|javascript:|<script(?![^>]*\s(?:src=|type="application/json"))|(?:src|href|action)="(?:https?:)?//"""
)
TEXT, MARK = 4.5, 3.0
LEAST = {"ink": TEXT, "ink-2": TEXT, "ink-3": TEXT, "against": TEXT, "for-2": TEXT, "control": MARK, "mid": MARK}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_a_template_carries_no_style_no_script_and_nothing_from_elsewhere(template: Path) -> None:
    found = FORBIDDEN.search(template.read_text(encoding="utf-8"))
    assert found is None, found


def test_every_symbol_that_is_used_is_drawn() -> None:
    sources = [path.read_text(encoding="utf-8") for path in TEMPLATES]
    drawn = {name for source in sources for name in re.findall(r'<symbol id="([^"]+)"', source)}
    used = {name for source in sources for name in re.findall(r'<use href="#([a-z][a-z0-9-]*)"', source)}
    assert used <= drawn


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_stays_small(script: Path) -> None:
    assert script.stat().st_size <= 10_000


def themes() -> dict[str, dict[str, str]]:
    """The colours of each theme, by the selector they stand under."""
    block = re.compile(r"^\s*(:root, \[data-theme\]|\[data-theme=\"\w+\"\]) \{(.*?)\}", re.DOTALL | re.MULTILINE)
    return {name: dict(re.findall(r"--([a-z0-9-]+):\s*(#[0-9a-f]{6})", rules)) for name, rules in block.findall(TOKENS)}


def test_each_theme_sets_every_colour_and_the_system_s_dark_is_the_chosen_dark() -> None:
    light, dark, auto = themes().values()
    assert light.keys() == dark.keys()
    assert auto == dark


@pytest.mark.parametrize(("name", "least"), LEAST.items())
@pytest.mark.parametrize("ground", ["paper", "wash", "wash-2"])
def test_text_and_marks_stand_out_in_both_themes(name: str, least: float, ground: str) -> None:
    light, dark, _auto = themes().values()
    for colours in (light, dark):
        assert contrast(colours[name], colours[ground]) >= least


def contrast(one: str, other: str) -> float:
    """The contrast of two colours by WCAG 2.2."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    """The relative luminance of #rrggbb."""
    red, green, blue = (linear(int(colour[start:end], 16) / 255) for start, end in pairwise((1, 3, 5, 7)))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(share: float) -> float:
    """One channel without its gamma."""
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)


def test_the_frame_asks_nothing_of_the_database_before_sign_in() -> None:
    with translation.override("zh-hans"):
        context = shell(RequestFactory().get("/me/login/?next=/"))
    assert (context["actor"], context["places"], context["theme"]) == (None, (), "auto")
    assert (context["page_language"], context["here"]) == ("zh-CN", "/me/login/?next=/")


def test_what_went_wrong_stays_in_the_page_and_what_was_written_is_a_toast(monkeypatch: pytest.MonkeyPatch) -> None:
    given = [Message(ERROR, "bad"), Message(SUCCESS, "good", extra_tags="undo:12")]
    monkeypatch.setattr("highground.interfaces.web.context.get_messages", lambda _request: given)
    messages = PageMessages(RequestFactory().get("/"))
    assert [one.message for one in messages.errors] == ["bad"]
    assert [one.message for one in messages.toasts] == ["good"]


def test_the_design_page_shows_every_part_it_has_a_sample_of() -> None:
    samples = {path.stem for path in (WEB / "templates/design").glob("*.html")}
    assert {part.name for part in PARTS} == samples


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_samples_can_be_seen_in_every_theme_and_language(theme: str, language: str) -> None:
    request = RequestFactory().get("/design/", {"theme": theme, "language": language})
    context = design_context(request, reader_theme="light", reader_language="en")
    page = get_template("design.html").render(dict(context), request)
    assert f'<div class="sample" data-theme="{theme}" lang="{LANGUAGES[language]}">' in page
    assert page.count("<h1>") == 1
    assert f"{len(PARTS)} parts" in page
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
