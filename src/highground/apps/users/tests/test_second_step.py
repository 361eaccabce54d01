"""The second step: codes of the app, recovery codes, and what an administrator does for a lost phone."""

from __future__ import annotations

import base64
import hashlib
import hmac
import struct
import time

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from highground.apps.users.models import User
from highground.apps.users.selectors import actor_of, has_two_step
from highground.apps.users.services import user_reset_two_step
from highground.apps.users.tests.people import PASSWORD
from highground.kit.audit.models import Entry


def code_of(secret: str) -> str:
    """RFC 6238 by hand: SHA-1, 30 seconds, six digits."""
    counter = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 10**6:06d}"


def enter(client: Client) -> str:
    """Name and password; gives where that leads."""
    answer = client.post(reverse("account_login"), {"login": "wangfang", "password": PASSWORD})
    return str(answer.headers["Location"])


@pytest.fixture
def secret(team: tuple[User, User]) -> str:
    """王芳 has set up the app through the pages."""
    client = Client()
    enter(client)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp"))
    shown: str = page.context["form"].secret
    assert shown in page.content.decode()
    done = client.post(reverse("mfa_activate_totp"), {"code": code_of(shown)})
    assert done.headers["Location"] == reverse("mfa_view_recovery_codes")
    return shown


def test_the_password_alone_no_longer_opens_and_the_code_does(client: Client, secret: str) -> None:
    assert enter(client) == reverse("mfa_authenticate")
    assert client.get(reverse("users:settings")).status_code == 302
    wrong = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert (wrong.status_code, client.get(reverse("users:settings")).status_code) == (200, 302)
    assert client.post(reverse("mfa_authenticate"), {"code": code_of(secret)}).headers["Location"] == "/"
    assert client.get(reverse("users:settings")).status_code == 200


def test_a_code_works_once(client: Client, secret: str) -> None:
    code = code_of(secret)
    enter(client)
    assert client.post(reverse("mfa_authenticate"), {"code": code}).status_code == 302
    second = Client()
    enter(second)
    assert second.post(reverse("mfa_authenticate"), {"code": code}).status_code == 200


def test_a_recovery_code_opens_once(client: Client, secret: str) -> None:
    recovery = Authenticator.objects.get(user__username="wangfang", type="recovery_codes").wrap()
    code = recovery.get_unused_codes()[0]
    enter(client)
    assert client.post(reverse("mfa_authenticate"), {"code": code}).headers["Location"] == "/"
    again = Client()
    enter(again)
    assert again.post(reverse("mfa_authenticate"), {"code": code}).status_code == 200


def test_codes_cannot_be_guessed_without_end(client: Client, secret: str) -> None:
    enter(client)
    for _attempt in range(5):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    held = client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert (held.status_code, "Too many wrong attempts" in held.content.decode()) == (200, True)


def test_setting_it_up_asks_for_the_password_once_more(client: Client, team: tuple[User, User]) -> None:
    client.force_login(team[1])
    for name in ("mfa_activate_totp", "mfa_add_webauthn"):
        assert client.get(reverse(name)).headers["Location"].startswith(reverse("account_reauthenticate"))


def test_an_administrator_resets_it_and_the_trail_keeps_it_without_secrets(
    client: Client, secret: str, team: tuple[User, User]
) -> None:
    chief, wang = team
    assert has_two_step(wang)
    done = user_reset_two_step(actor_of(chief), user_id=wang.pk)
    assert (done.value, has_two_step(wang)) == (2, False)
    entry = Entry.objects.latest("number")
    assert entry.number == done.entry
    assert (entry.operation, entry.subject, entry.actor_name) == ("users.reset_two_step", "王芳", "周敏")
    assert entry.changes == [{"model": "users.user", "key": wang.pk, "before": {}, "after": {}}]
    assert enter(client) == "/"


def test_resetting_what_is_not_there_leaves_no_trace(team: tuple[User, User]) -> None:
    assert user_reset_two_step(actor_of(team[0]), user_id=team[1].pk).entry is None
