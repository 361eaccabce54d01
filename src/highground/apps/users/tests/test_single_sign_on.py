"""Single sign-on with a real OpenID Connect provider, code flow and all."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from highground.apps.users.models import User
from highground.apps.users.roles import Role
from highground.apps.users.services import user_change
from highground.apps.users.tests.people import PASSWORD, SETUP
from highground.kit.audit.models import Entry

pytestmark = pytest.mark.filterwarnings("ignore")


@contextmanager
def provider_with(*people: tuple[str, dict[str, Any]]) -> Iterator[str]:
    """A provider that knows these people, on a port of this machine."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from oidc_provider_mock import User as Known  # type: ignore[import-untyped]
        from oidc_provider_mock import run_server_in_thread
    known = [Known(sub=sub, claims=claims) for sub, claims in people]
    with run_server_in_thread(user_claims=known) as server:
        yield f"http://localhost:{server.server_port}"


SUN = ("a-1", {"name": "孙立", "preferred_username": "sunli", "email": "sun.li@example.com", "email_verified": True})
TWIN = ("a-2", {"name": "王芳", "preferred_username": "wangfang", "email": "wang.fang@example.com"})
BARE: tuple[str, dict[str, Any]] = ("a-3", {})


@pytest.fixture(autouse=True)
def provider(team: tuple[User, User], settings: Settings) -> Iterator[None]:
    with provider_with(SUN, TWIN, BARE) as url:
        app = {"provider_id": "sso", "name": "天河", "client_id": "highground", "secret": "geheim"}
        settings.SOCIALACCOUNT_PROVIDERS = {
            "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [{**app, "settings": {"server_url": url}}]}
        }
        yield


def enter(client: Client, sub: str) -> Any:
    """The whole way: our button, the provider's form, the way back."""
    left = client.post(reverse("openid_connect_login", args=["sso"]))
    assert "code_challenge" in left.headers["Location"]
    back = requests.post(left.headers["Location"], data={"sub": sub}, allow_redirects=False, timeout=10)
    parts = urlsplit(back.headers["Location"])
    return client.get(f"{parts.path}?{parts.query}")


def test_whom_the_provider_knows_enters_as_a_viewer(client: Client) -> None:
    assert "Sign in with 天河" in client.get(reverse("account_login")).content.decode()
    assert enter(client, "a-1").headers["Location"] == "/"
    user = User.objects.get(username="sunli")
    assert (user.name, user.role, user.email) == ("孙立", Role.VIEWER, "sun.li@example.com")
    assert not user.has_usable_password()
    assert client.get(reverse("users:settings")).status_code == 200
    entry = Entry.objects.latest("number")
    assert (entry.operation, entry.actor_id, entry.subject) == ("users.enter_by_sso", None, "孙立")


def test_the_second_time_it_is_the_same_user(client: Client, team: tuple[User, User]) -> None:
    enter(client, "a-1")
    before = Entry.objects.count()
    assert enter(Client(), "a-1").headers["Location"] == "/"
    assert (User.objects.filter(name="孙立").count(), Entry.objects.count()) == (1, before)


def test_the_same_mail_address_or_name_is_not_the_same_person(client: Client, team: tuple[User, User]) -> None:
    enter(client, "a-2")
    twin = User.objects.get(username="wangfang-2")
    assert (twin.name, twin.email) == ("王芳", "")
    assert SocialAccount.objects.get().user == twin
    assert client.session["_auth_user_id"] == str(twin.pk)


def test_somebody_without_a_name_is_called_by_their_number(client: Client, team: tuple[User, User]) -> None:
    enter(client, "a-3")
    assert User.objects.latest("pk").name == "a-3"


def test_whoever_was_closed_out_is_not_let_in_by_the_provider(client: Client, team: tuple[User, User]) -> None:
    enter(client, "a-1")
    user_change(SETUP, user_id=User.objects.get(username="sunli").pk, values={"is_active": False})
    assert enter(Client(), "a-1").headers["Location"] == reverse("account_inactive")


def test_a_user_with_a_password_connects_it_and_enters_by_it(client: Client, team: tuple[User, User]) -> None:
    client.force_login(team[1])
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert "Not connected yet" in client.get(reverse("socialaccount_connections")).content.decode()
    left = client.post(reverse("openid_connect_login", args=["sso"]) + "?process=connect")
    back = requests.post(left.headers["Location"], data={"sub": "a-2"}, allow_redirects=False, timeout=10)
    parts = urlsplit(back.headers["Location"])
    client.get(f"{parts.path}?{parts.query}")
    assert SocialAccount.objects.get().user == team[1]
    other = Client()
    enter(other, "a-2")
    assert other.session["_auth_user_id"] == str(team[1].pk)


def test_an_answer_nobody_asked_for_is_refused(client: Client, team: tuple[User, User]) -> None:
    answer = client.get(reverse("openid_connect_callback", args=["sso"]), {"code": "x", "state": "forged"})
    assert "Single sign-on did not work this time" in answer.content.decode()
    assert User.objects.count() == 2
