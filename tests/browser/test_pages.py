"""Every page, in both languages, both themes, wide and narrow: checked by axe, and photographed for people."""

from __future__ import annotations

import itertools
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import Resolver404, resolve
from playwright.sync_api import Browser, Page

from highground.apps.demo.workspace import DEMO_USER
from tests.browser.server import Server
from tests.browser.visitor import ADMINISTRATOR_USER, NARROW, WIDE, Visitor
from tests.permissions.expected import ADDRESSES, SIGN_IN

LANGUAGES = {"zh": "zh-hans", "en": "en"}
SIZES = {"1440": WIDE, "390": NARROW}
NO_PAGE = {"web:home", "accounts:names", "users:reset_two_step"}
"""Answers to GET that are no page of their own (one leads on, one is a part), and one linked to only where somebody
of the demo would use two-step sign-in."""
BEFORE_SIGN_IN = ("/me/login/", "/nowhere/")
STARTS = ("/accounts/", "/people/", "/activity/", "/design/", "/users/", "/accounts/workspace/")
MOST_PAGES = 400


def pages_by_name(page: Page) -> dict[str, str]:
    """One address of every page that can be reached by links, by the name of the address."""
    found: dict[str, str] = {}
    seen: set[str] = set()
    waiting = list(STARTS)
    while waiting and len(seen) < MOST_PAGES:
        address = waiting.pop(0)
        name = _name(address)
        if address in seen or name is None or name in found:
            continue
        seen.add(address)
        answer = page.goto(address)
        if (
            answer is None
            or answer.status != 200
            or page.url.split("?")[0] != page.url.split("/", 3)[0] + f"//{urlsplit(page.url).netloc}{address}"
        ):
            continue
        found[name] = address
        links = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
        waiting += [urlsplit(link).path for link in links if urlsplit(link).netloc == urlsplit(page.url).netloc]
    return found


def _name(address: str) -> str | None:
    try:
        found = resolve(address)
    except Resolver404:
        return None
    kind = found.kwargs.get("kind")
    return found.view_name + (f"-{kind}" if kind else "")


@pytest.fixture(scope="module")
def addresses(browser: Browser, server: Server) -> dict[str, dict[str, str]]:
    """The pages each of two people can walk to: the one of the demo, and whoever runs the workspace."""
    walked: dict[str, dict[str, str]] = {}
    for user in (DEMO_USER, ADMINISTRATOR_USER):
        with Visitor.arrive(browser, server) as visitor:
            walked[user] = pages_by_name(visitor.sign_in(user).page)
    mine = walked[DEMO_USER]
    walked[ADMINISTRATOR_USER] = {name: at for name, at in walked[ADMINISTRATOR_USER].items() if name not in mine}
    return walked


def test_every_page_can_be_reached_by_links(addresses: dict[str, dict[str, str]]) -> None:
    reached = {name.split("-")[0] for pages in addresses.values() for name in pages}
    wanted = {name for name, (methods, _roles) in ADDRESSES.items() if "GET" in methods} - NO_PAGE
    assert wanted - reached == set()


@pytest.mark.parametrize(("language", "theme", "size"), list(itertools.product(LANGUAGES, ("light", "dark"), SIZES)))
def test_every_page_is_whole_and_open_to_everybody(
    language: str,
    theme: str,
    size: str,
    browser: Browser,
    server: Server,
    addresses: dict[str, dict[str, str]],
    pictures: Path,
) -> None:
    faults: list[str] = []
    options = {"viewport": SIZES[size], "color_scheme": theme, "locale": "zh-CN" if language == "zh" else "en-GB"}
    for user in (None, *addresses):
        with Visitor.arrive(browser, server, **options) as visitor:
            if user is not None:
                visitor.sign_in(user).speak(LANGUAGES[language])
            else:
                visitor.page.goto("/me/login/")
                visitor.speak(LANGUAGES[language])
            pages = addresses[user] if user else {f"sign-in{at.replace('/', '-')}": at for at in BEFORE_SIGN_IN}
            for name, address in pages.items():
                visitor.page.goto(address)
                visitor.page.screenshot(
                    path=pictures / f"{name.replace(':', '-')}.{language}.{theme}.{size}.png", full_page=True
                )
                faults += [f"{name}: {fault}" for fault in _faults(visitor.page, language)]
    assert faults == []


def _faults(page: Page, language: str) -> list[str]:
    """What is wrong with the page as it stands."""
    faults = []
    headings = page.locator("h1").count()
    if headings != 1:
        faults.append(f"{headings} h1")
    spoken = page.get_attribute("html", "lang") or ""
    if not spoken.startswith(language):
        faults.append(f"speaks {spoken}")
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if overflow > 0:
        faults.append(f"{overflow} px too wide")
    for found in Axe().run(page).response["violations"]:
        if found["impact"] in ("serious", "critical"):
            faults.append(f"{found['id']}: {found['nodes'][0]['html'][:160]}")
    return faults


def test_the_pages_of_sign_in_are_known() -> None:
    assert {name for name, kind in SIGN_IN.items() if kind == "open"} >= {"account_login"}
