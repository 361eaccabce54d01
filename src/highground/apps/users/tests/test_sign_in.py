"""Signing in with name and password, and being held after too many wrong ones."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from highground.apps.users.models import User
from highground.apps.users.services import user_change
from highground.apps.users.tests.people import OTHER_PASSWORD, PASSWORD, SETUP

HELD = "Too many wrong attempts"
WRONG = "The name or the password is not right."


pytestmark = pytest.mark.usefixtures("team")


def enter(client: Client, name: str, password: str = PASSWORD) -> str:
    """The page one is sent to, or what is said where one is not let in."""
    answer = client.post(reverse("account_login"), {"login": name, "password": password})
    return answer.headers.get("Location") or answer.content.decode()


@pytest.mark.parametrize("name", ["wangfang", "WangFang", "wang.fang@example.com", "Wang.Fang@Example.com"])
def test_name_or_address_and_password_open_the_door(client: Client, name: str) -> None:
    assert enter(client, name) == "/"


def test_a_wrong_password_and_an_unknown_name_are_told_alike(client: Client) -> None:
    for name in ("wangfang", "nobody", "wang.fang@example.com", "nobody@example.com"):
        assert WRONG in enter(client, name, "wrong")


@pytest.mark.parametrize("name", ["wangfang", "nobody"])
def test_after_five_wrong_passwords_the_name_is_held_even_for_the_right_one(client: Client, name: str) -> None:
    for _attempt in range(5):
        assert WRONG in enter(client, name, "wrong")
    assert HELD in enter(client, name)
    assert enter(client, "zhoumin") == "/"


def test_name_and_address_of_one_user_are_counted_together(client: Client) -> None:
    for name in ("wangfang", "wang.fang@example.com", "WANGFANG", "Wang.Fang@example.com", "wangfang"):
        assert WRONG in enter(client, name, "wrong")
    assert HELD in enter(client, "wang.fang@example.com")


def test_a_right_password_does_not_wipe_out_the_wrong_ones(client: Client) -> None:
    for attempt in range(5):
        assert WRONG in enter(Client(), "wangfang", "wrong")
        if attempt < 4:
            assert enter(Client(), "wangfang") == "/"
    assert HELD in enter(client, "wangfang")


def test_the_address_a_client_claims_counts_only_behind_a_proxy(client: Client, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    answers = [
        client.post(reverse("account_login"), {"login": "a", "password": "b"}, headers={"X-Forwarded-For": address})
        for address in ("198.51.100.1", "198.51.100.2")
    ]
    assert [answer.status_code for answer in answers] == [200, 429]
    assert "try again in a minute" in answers[1].content.decode()
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    told = {"X-Forwarded-For": "203.0.113.9, 198.51.100.3"}
    assert client.post(reverse("account_login"), {"login": "a", "password": "b"}, headers=told).status_code == 200


def test_whoever_was_closed_out_is_out_at_once(client: Client, team: tuple[User, User]) -> None:
    assert enter(client, "wangfang") == "/"
    assert client.get(reverse("users:settings")).status_code == 200
    user_change(SETUP, user_id=team[1].pk, values={"is_active": False})
    assert client.get(reverse("users:settings")).headers["Location"].startswith(reverse("account_login"))
    assert enter(client, "wangfang") == reverse("account_inactive")
    assert "This sign-in is closed" in client.get(reverse("account_inactive")).content.decode()


def test_nobody_signs_up_by_themselves(client: Client) -> None:
    for address in ("/me/signup/", "/me/email/", "/me/single-sign-on/signup/"):
        assert client.get(address).status_code in (302, 404)
        assert client.post(address, {"username": "x"}).status_code in (302, 404)
    assert User.objects.count() == 2


def test_without_mail_there_is_no_link_for_a_forgotten_password(client: Client) -> None:
    page = client.get(reverse("account_login")).content.decode()
    assert "Ask whoever runs this workspace" in page
    assert reverse("account_reset_password") not in page
    assert client.post(reverse("account_reset_password"), {"email": "wang.fang@example.com"}).status_code == 404
    assert mail.outbox == []


def test_a_forgotten_password_is_set_anew_by_mail(client: Client, settings: Settings) -> None:
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, mail_url="smtp://mail.example.com")
    for _attempt in range(5):
        enter(Client(), "wangfang", "wrong")
    asked = client.post(reverse("account_reset_password"), {"email": "wang.fang@example.com"})
    assert asked.headers["Location"] == reverse("account_reset_password_done")
    link = next(word for word in str(mail.outbox[0].body).split() if "/password/reset/key/" in word)
    form = client.get(link, follow=True)
    fresh = OTHER_PASSWORD
    done = client.post(form.request["PATH_INFO"], {"password1": fresh, "password2": fresh})
    assert done.headers["Location"] == reverse("account_reset_password_from_key_done")
    assert enter(client, "wangfang", fresh) == "/"
    assert "This link no longer works" in Client().get(link, follow=True).content.decode()


def test_an_unknown_address_gets_no_mail_and_the_same_answer(client: Client, settings: Settings) -> None:
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, mail_url="smtp://mail.example.com")
    asked = client.post(reverse("account_reset_password"), {"email": "nobody@example.com"})
    assert asked.headers["Location"] == reverse("account_reset_password_done")
    assert mail.outbox == []


def test_the_demo_shows_its_name_and_password_and_a_real_workspace_does_not(client: Client) -> None:
    from highground.apps.accounts.models import Workspace

    assert "highground-demo" not in client.get(reverse("account_login")).content.decode()
    Workspace.objects.update_or_create(pk=1, defaults={"is_demo": True, "value_year": 2026})
    assert "highground-demo" in client.get(reverse("account_login")).content.decode()


def test_signing_out_needs_a_press_of_the_button(client: Client) -> None:
    enter(client, "wangfang")
    assert client.get(reverse("account_logout")).status_code == 200
    assert client.get(reverse("users:settings")).status_code == 200
    assert client.post(reverse("account_logout")).headers["Location"] == reverse("account_login")
    assert client.get(reverse("users:settings")).status_code == 302
