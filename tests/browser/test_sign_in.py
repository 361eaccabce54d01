"""Signing in: with a password and a code of two-step sign-in; shut out after too many wrong passwords."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import struct
import time

from playwright.sync_api import Browser, expect

from tests.browser.server import Server
from tests.browser.visitor import Visitor

PASSWORD = "ein-langes-Passwort-2041"


def one_time_code(secret: str, at: float | None = None) -> str:
    """RFC 6238 with SHA-1, 30 seconds, 6 digits."""
    key = base64.b32decode(secret.replace(" ", "") + "=" * (-len(secret.replace(" ", "")) % 8))
    digest = hmac.new(key, struct.pack(">Q", int((at or time.time()) // 30)), hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 10**6:06}"


def test_the_code_is_that_of_the_standard() -> None:
    secret = base64.b32encode(b"12345678901234567890").decode()
    assert one_time_code(secret, 59) == "287082"


def test_two_step_sign_in_asks_for_the_code(browser: Browser, server: Server) -> None:
    server.command(
        "user", "add", "王芳", "--username", "wangfang", "--role", "member", "--password-stdin", typed=PASSWORD
    )
    with Visitor.arrive(browser, server) as visitor:
        page = visitor.sign_in("wangfang", PASSWORD).page
        page.goto("/me/two-step/totp/activate/")
        if page.locator("input[name=password]").count():
            page.fill("input[name=password]", PASSWORD)
            page.press("input[name=password]", "Enter")
            page.wait_for_load_state()
        text = page.locator("main").inner_text()
        secret = next(found for found in re.findall(r"[A-Z2-7 ]{16,}", text) if len(found.replace(" ", "")) >= 16)
        page.fill("input[name=code]", one_time_code(secret.strip()))
        page.press("input[name=code]", "Enter")
        page.wait_for_load_state()
    with Visitor.arrive(browser, server) as visitor:
        page = visitor.sign_in("wangfang", PASSWORD).page
        expect(page.locator("input[name=code]")).to_be_visible()
        page.goto("/accounts/")
        assert "/accounts/" not in page.url
    with Visitor.arrive(browser, server) as visitor:
        page = visitor.sign_in("wangfang", PASSWORD).page
        page.wait_for_timeout(1000 * (31 - time.time() % 30))  # a code is good once: until the next one begins
        page.fill("input[name=code]", one_time_code(secret.strip()))
        page.press("input[name=code]", "Enter")
        page.wait_for_url(re.compile(r"/accounts/"))


def test_too_many_wrong_passwords_shut_the_door_for_a_while(browser: Browser, server: Server) -> None:
    server.command(
        "user", "add", "李强", "--username", "liqiang", "--role", "viewer", "--password-stdin", typed=PASSWORD
    )
    with Visitor.arrive(browser, server) as visitor:
        for _ in range(6):
            visitor.sign_in("liqiang", "wrong-wrong-wrong")
            assert "/me/login" in visitor.page.url
        visitor.sign_in("liqiang", PASSWORD)
        visitor.page.goto("/accounts/")
        assert "/me/login" in visitor.page.url
