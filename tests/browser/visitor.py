"""Somebody with a browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Page

from highground.apps.demo.workspace import DEMO_PASSWORD, DEMO_USER
from tests.browser.server import Server

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
ADMINISTRATOR_USER = "zhao"
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


@dataclass
class Visitor:
    """A page in a browser context of its own, with everything the browser complained about."""

    page: Page
    server: Server
    complaints: list[str] = field(default_factory=list)

    @classmethod
    @contextmanager
    def arrive(cls, browser: Browser, server: Server, **options: Any) -> Iterator[Visitor]:
        """Open a fresh context; at the end nothing may have been complained about."""
        context = browser.new_context(base_url=server.address, viewport=options.pop("viewport", WIDE), **options)
        context.set_default_timeout(15_000)
        visitor = cls(context.new_page(), server)
        visitor.page.on("console", visitor.hear)
        visitor.page.on("pageerror", lambda error: visitor.complaints.append(str(error)))
        try:
            yield visitor
            assert visitor.complaints == []
        finally:
            context.close()

    def hear(self, message: ConsoleMessage) -> None:
        """Keep errors of scripts and of the content policy; an answer of 4xx is told by the page itself."""
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(message.text)

    def sign_in(self, user: str = DEMO_USER, password: str = DEMO_PASSWORD) -> Visitor:
        """Through the sign-in page."""
        self.page.goto("/me/login/")
        self.page.fill("input[name=login]", user)
        self.page.fill("input[name=password]", password)
        self.page.press("input[name=password]", "Enter")
        self.page.wait_for_load_state()
        return self

    def speak(self, language: str) -> Visitor:
        """Switch the language by the button of the top bar, if it is another one."""
        other = self.page.locator(f'header button[name=language][value="{language}"]')
        if other.count():
            other.click()
            self.page.wait_for_load_state()
        return self
