"""A day's work: switch language and theme, edit, undo, two writers, the keyboard alone."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Page, expect

from tests.browser.server import Server
from tests.browser.visitor import Visitor


def open_account(page: Page) -> str:
    """The first account of the list; gives its address."""
    page.goto("/accounts/?sort=name")
    page.locator("[data-rows] a[href^='/accounts/']").first.click()
    page.wait_for_url(re.compile(r"/accounts/\d+/$"))
    return page.url


def change_name(page: Page, address: str, name: str) -> None:
    page.goto(address + "edit/")
    page.fill("input[name=other_name]", name)
    page.locator("main form button.btn-p").click()
    page.wait_for_load_state()


def test_the_language_switches_and_the_page_stays(visitor: Visitor) -> None:
    page = visitor.sign_in().speak("en").page
    page.goto("/people/?q=w")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    visitor.speak("zh-hans")
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    assert page.url.endswith("/people/?q=w")
    expect(page.locator("nav.mainnav")).to_contain_text("客户")


def test_the_theme_switches_and_is_kept(visitor: Visitor, browser: Browser, server: Server) -> None:
    page = visitor.sign_in().page
    page.goto("/accounts/")
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.locator("header [data-theme-form] button").click()
    page.wait_for_function("before => getComputedStyle(document.body).backgroundColor !== before", arg=before)
    page.wait_for_load_state("networkidle")
    page.reload()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != before
    page.locator("header [data-theme-form] button").click()
    page.wait_for_load_state("networkidle")


def test_an_edit_is_saved_and_taken_back(visitor: Visitor) -> None:
    page = visitor.sign_in().speak("en").page
    address = open_account(page)
    change_name(page, address, "Renamed by a test")
    toast = page.locator("[data-toast]").first
    expect(toast).to_be_visible()
    page.goto(address + "edit/")
    expect(page.locator("input[name=other_name]")).to_have_value("Renamed by a test")
    change_name(page, address, "Renamed once more")
    page.locator("[data-toast] [data-undo] button").first.click()
    page.wait_for_load_state()
    page.goto(address + "edit/")
    expect(page.locator("input[name=other_name]")).to_have_value("Renamed by a test")


def test_the_second_of_two_writers_sees_both_versions(visitor: Visitor, browser: Browser, server: Server) -> None:
    mine = visitor.sign_in().page
    address = open_account(mine)
    mine.goto(address + "edit/")
    with Visitor.arrive(browser, server) as other:
        change_name(other.sign_in().page, address, "Theirs")
    mine.fill("input[name=other_name]", "Mine")
    mine.locator("main form button.btn-p").click()
    versions = mine.locator("form.versions")
    expect(versions).to_contain_text("Theirs")
    expect(versions).to_contain_text("Mine")
    versions.locator("input[type=radio][value=Mine]").check()
    versions.locator("button.btn-p").click()
    mine.wait_for_load_state()
    mine.goto(address + "edit/")
    expect(mine.locator("input[name=other_name]")).to_have_value("Mine")


def test_a_search_by_pinyin_initials_finds_the_name(visitor: Visitor) -> None:
    page = visitor.sign_in().page
    page.goto("/people/")
    name = page.locator("[data-rows] a").first.inner_text().strip()
    assert name
    page.goto("/search/?q=" + name[0])
    expect(page.locator("main")).to_contain_text(name)


def test_the_keyboard_alone_is_enough(visitor: Visitor) -> None:
    page = visitor.sign_in().page
    page.goto("/people/")
    page.keyboard.press("g")
    page.keyboard.press("a")
    page.wait_for_url(re.compile(r"/accounts/"))
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/accounts/\d+/$"))
    page.keyboard.press("e")
    page.wait_for_url(re.compile(r"/edit/$"))
    page.locator("input[name=other_name]").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("By keyboard e u")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/accounts/\d+/$"))
    with page.expect_navigation():
        page.keyboard.press("u")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.press("Escape")
    page.keyboard.press("?")
