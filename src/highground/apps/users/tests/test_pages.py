"""The pages of users: what they show, what they write, whom they turn away."""

from __future__ import annotations

from dataclasses import replace

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from highground.apps.accounts.models import RegionDirector
from highground.apps.accounts.services import term_add
from highground.apps.users.models import User
from highground.apps.users.roles import Role
from highground.apps.users.selectors import actor_of
from highground.apps.users.services import user_change
from highground.apps.users.tests.people import OTHER_PASSWORD, PASSWORD, SETUP

OWN = ("users:settings", "account_logout", "account_change_password", "account_reauthenticate", "mfa_index")
SECURED = (
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_list_webauthn",
    "mfa_generate_recovery_codes",
    "mfa_view_recovery_codes",
    "mfa_deactivate_totp",
    "mfa_reauthenticate",
    "socialaccount_connections",
)
OUTSIDE = (
    "account_login",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "socialaccount_login_cancelled",
)


pytestmark = pytest.mark.usefixtures("team")


@pytest.fixture(autouse=True)
def mail(settings: Settings) -> None:
    """The workspace can send mail."""
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, mail_url="smtp://mail.example.com")


@pytest.fixture
def chief(client: Client, team: tuple[User, User]) -> User:
    client.force_login(team[0])
    return team[0]


def shown(client: Client, address: str, language: str) -> str:
    answer = client.get(address, headers={"Accept-Language": language})
    assert answer.status_code == 200, (address, answer.headers.get("Location"))
    page = answer.content.decode()
    assert page.count("<h1") == 1
    assert ">—</h1>" not in page
    assert 'style="' not in page
    assert f'<html lang="{"zh-CN" if language == "zh-hans" else "en"}"' in page
    return page


@pytest.mark.parametrize("language", ["zh-hans", "en"])
class TestEveryPageShowsInBothLanguages:
    @pytest.mark.parametrize("name", OUTSIDE)
    def test_before_sign_in(self, client: Client, name: str, language: str) -> None:
        page = shown(client, reverse(name), language)
        assert ("English" if language == "zh-hans" else "中文") in page

    def test_a_link_that_no_longer_works(self, client: Client, language: str) -> None:
        shown(client, reverse("account_reset_password_from_key", args=["1", "abc-def"]), language)

    @pytest.mark.parametrize("name", OWN)
    def test_about_oneself(self, client: Client, chief: User, name: str, language: str) -> None:
        shown(client, reverse(name), language)

    @pytest.mark.parametrize("name", SECURED)
    def test_about_ones_own_sign_in(self, client: Client, chief: User, name: str, language: str) -> None:
        client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
        if name not in ("mfa_activate_totp", "mfa_add_webauthn", "mfa_list_webauthn", "socialaccount_connections"):
            second_step(chief)
        shown(client, reverse(name), language)

    def test_users(self, client: Client, chief: User, team: tuple[User, User], language: str) -> None:
        second_step(team[1])
        shown(client, reverse("users:list"), language)
        shown(client, reverse("users:add"), language)
        for name in ("users:change", "users:password", "users:reset_two_step"):
            shown(client, reverse(name, args=[team[1].pk]), language)


def second_step(user: User) -> None:
    """An app and a recovery code, as if set up."""
    Authenticator.objects.create(user=user, type="totp", data={"secret": "JBSWY3DPEHPK3PXP"})
    Authenticator.objects.create(user=user, type="recovery_codes", data={"seed": "a" * 32, "used_mask": 0})


@pytest.mark.parametrize("name", ["users:list", "users:add"])
def test_a_viewer_is_told_who_may(client: Client, team: tuple[User, User], name: str) -> None:
    client.force_login(team[1])
    assert client.get(reverse(name)).status_code == 403
    for page in ("users:change", "users:password", "users:reset_two_step"):
        assert client.get(reverse(page, args=[team[0].pk])).status_code == 403
        assert client.post(reverse(page, args=[team[0].pk]), {"password": PASSWORD}).status_code == 403
    assert client.post(reverse("users:add"), {"username": "x", "name": "x", "role": "administrator"}).status_code == 403


def test_nobody_outside_sees_a_page(client: Client, team: tuple[User, User]) -> None:
    for address in (*map(reverse, OWN[:1]), reverse("users:list"), reverse("users:change", args=[team[0].pk])):
        assert client.get(address).headers["Location"] == f"{reverse('account_login')}?next={address}"


def test_settings_are_saved_and_can_be_undone(client: Client, team: tuple[User, User]) -> None:
    client.force_login(team[1])
    values = {"name": "王芳", "reading": "wang fang", "email": "wang.fang@example.com", "language": "zh-hans"}
    answer = client.post(reverse("users:settings"), {**values, "theme": "dark"})
    assert answer.headers["Location"] == reverse("users:settings")
    user = User.objects.get(pk=team[1].pk)
    assert (user.language, user.theme, user.reading, user.has_shortcuts) == ("zh-hans", "dark", "wang fang", False)
    message = next(iter(get_messages(answer.wsgi_request)))
    assert message.extra_tags.startswith("undo:")


def test_as_the_browser_asks_forgets_the_language_chosen_before(client: Client, team: tuple[User, User]) -> None:
    client.force_login(team[1])
    values = {"name": "王芳", "email": "wang.fang@example.com", "language": "", "theme": "auto"}
    answer = client.post(reverse("users:settings"), values)
    assert answer.cookies["django_language"].value == ""


def test_another_mail_address_takes_the_password(client: Client, team: tuple[User, User]) -> None:
    client.force_login(team[1])
    values = {"name": "王芳", "email": "fang@example.com", "language": "", "theme": "auto"}
    for password, expected in (
        ("", "wang.fang@example.com"),
        ("wrong", "wang.fang@example.com"),
        (PASSWORD, "fang@example.com"),
    ):
        client.post(reverse("users:settings"), {**values, "password": password})
        assert User.objects.get(pk=team[1].pk).email == expected


def test_a_user_added_without_a_password_gets_a_strong_one_shown_once(client: Client, chief: User) -> None:
    answer = client.post(reverse("users:add"), {"username": "sunli", "name": "孙立", "role": "member"})
    password = answer.context["password"]
    assert password in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    assert User.objects.get(username="sunli").check_password(password)
    page = client.get(reverse("users:change", args=[User.objects.get(username="sunli").pk])).content.decode()
    assert password not in page


def test_a_refused_user_is_explained_on_the_form(client: Client, chief: User) -> None:
    answer = client.post(reverse("users:add"), {"username": "WangFang", "name": "王方", "role": "member"})
    assert "The user name WangFang is taken" in answer.content.decode()


def test_role_and_regions_are_changed_together(client: Client, chief: User, team: tuple[User, User]) -> None:
    east = term_add(SETUP, kind="region", values={"name_zh": "华东"}).value
    north = term_add(SETUP, kind="region", values={"name_zh": "华北"}).value
    wang = team[1]
    base = {"version": wang.version, "name": "王芳", "role": "director", "is_active": "on"}
    for wanted in ([east.pk, north.pk], [north.pk], []):
        base["version"] = User.objects.get(pk=wang.pk).version
        client.post(reverse("users:change", args=[wang.pk]), {**base, "regions": wanted})
        assert list(RegionDirector.objects.values_list("region_id", flat=True)) == wanted
    assert User.objects.get(pk=wang.pk).role == Role.DIRECTOR


def test_two_administrators_at_once_see_both_versions(client: Client, chief: User, team: tuple[User, User]) -> None:
    wang = team[1]
    user_change(actor_of(chief), user_id=wang.pk, values={"name": "王芳芳"})
    form = {"version": wang.version, "name": "王小芳", "role": "viewer", "is_active": "on", "email": wang.email}
    answer = client.post(reverse("users:change", args=[wang.pk]), form)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "王芳芳" in page
    assert "王小芳" in page
    assert "周敏" in page
    chosen = {**dict(answer.context["hidden"]), "name": "王小芳"}
    assert client.post(reverse("users:change", args=[wang.pk]), chosen).status_code == 302
    assert User.objects.get(pk=wang.pk).name == "王小芳"


def test_the_last_administrator_cannot_step_down(client: Client, chief: User) -> None:
    form = {"version": chief.version, "name": "周敏", "role": "viewer", "is_active": "on"}
    assert client.post(reverse("users:change", args=[chief.pk]), form).status_code == 409
    assert User.objects.get(pk=chief.pk).role == Role.ADMINISTRATOR


def test_ones_own_password_is_changed_on_ones_own_page(client: Client, chief: User) -> None:
    answer = client.get(reverse("users:password", args=[chief.pk]))
    assert answer.headers["Location"] == reverse("account_change_password")
    fresh = {"oldpassword": PASSWORD, "password1": OTHER_PASSWORD, "password2": OTHER_PASSWORD}
    assert client.post(reverse("account_change_password"), fresh).status_code == 302
    assert client.get(reverse("users:settings")).status_code == 200


def test_a_password_set_for_somebody_ends_their_sessions(client: Client, chief: User, team: tuple[User, User]) -> None:
    other = Client()
    other.force_login(team[1])
    weak = client.post(reverse("users:password", args=[team[1].pk]), {"password": "wangfang"})
    assert weak.status_code == 200
    assert other.get(reverse("users:settings")).status_code == 200
    client.post(reverse("users:password", args=[team[1].pk]), {"password": OTHER_PASSWORD})
    assert other.get(reverse("users:settings")).status_code == 302


def test_the_page_that_resets_two_step_sign_in_asks_first(client: Client, chief: User, team: tuple[User, User]) -> None:
    second_step(team[1])
    address = reverse("users:reset_two_step", args=[team[1].pk])
    client.get(address)
    assert Authenticator.objects.filter(user=team[1]).count() == 2
    client.post(address)
    assert client.post(reverse("users:reset_two_step", args=[chief.pk])).headers["Location"] == reverse("mfa_index")
    assert not Authenticator.objects.filter(user=team[1]).exists()
