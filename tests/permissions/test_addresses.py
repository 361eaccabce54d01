"""Every address × every role × own and foreign account. The list of addresses comes from the URL table itself."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from highground.apps.users.roles import Role
from tests.permissions.expected import ADDRESSES, SEES_EVERYTHING, SIGN_IN
from tests.permissions.world import Place, World, build_world, view_of

ABOUT_AN_ACCOUNT = {"account_id", "fact_id", "note_id", "member_id", "person_id", "position_id", "view_id", "number"}


@pytest.fixture
def world(db: None) -> World:
    return build_world()


def patterns(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, set[str]]]:
    """Every named address with the names of its parts."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            for name, parts in patterns(entry, inner):
                yield name, parts | set(entry.pattern.converters)
        elif isinstance(entry, URLPattern):
            assert entry.name, f"an address without a name: {entry.pattern}"
            yield space + entry.name, set(entry.pattern.converters) | set(entry.pattern.regex.groupindex)


EVERY_ADDRESS = dict(patterns(get_resolver()))


def test_no_address_is_forgotten_and_none_is_imagined() -> None:
    assert set(EVERY_ADDRESS) == set(ADDRESSES) | set(SIGN_IN)


@pytest.mark.parametrize("name", sorted(ADDRESSES))
def test_whoever_is_not_signed_in_is_asked_to(name: str, world: World) -> None:
    methods, _roles = ADDRESSES[name]
    for method in methods.split():
        answer = Client().generic(method, _address(name, world, world.own, Role.MANAGER))
        assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (302, reverse("account_login")), method


@pytest.mark.parametrize(("name", "kind"), sorted(SIGN_IN.items()))
def test_sign_in_is_open_where_it_has_to_be_and_nowhere_else(name: str, kind: str, db: None) -> None:
    keys = {"provider_id": "sso", "pk": 1, "uidb36": "1", "key": "set-password"}
    answer = Client().get(reverse(name, kwargs={part: keys[part] for part in EVERY_ADDRESS[name]}))
    told = answer.headers.get("Location", "")
    is_sent_to_sign_in = answer.status_code == 302 and told.startswith(f"{reverse('account_login')}?next=")
    assert answer.status_code < 500
    assert is_sent_to_sign_in == (kind == "own"), (answer.status_code, told)


@pytest.mark.parametrize("name", sorted(ADDRESSES))
def test_roles_open_what_is_theirs_and_nothing_else(name: str, world: World) -> None:
    methods, allowed = ADDRESSES[name]
    wrong = []
    for role in Role:
        for method in methods.split():
            status = _status(world, role, method, _address(name, world, world.own, role))
            expected = {200, 302, 409} if role in allowed else {403}
            if status not in expected:
                wrong.append(f"{role} {method}: {status}")
    assert not wrong


@pytest.mark.parametrize("name", sorted(name for name, parts in EVERY_ADDRESS.items() if parts & ABOUT_AN_ACCOUNT))
def test_a_foreign_account_is_not_there(name: str, world: World) -> None:
    methods, allowed = ADDRESSES[name]
    wrong = []
    for role in Role:
        for method in methods.split():
            status = _status(world, role, method, _address(name, world, world.foreign, role))
            shared = role in SEES_EVERYTHING and name != "accounts:view_drop"
            expected = ({200, 302, 409} if role in allowed else {403}) if shared else {404}
            if status not in expected:
                wrong.append(f"{role} {method}: {status}")
    assert not wrong


@pytest.mark.parametrize("name", sorted(ADDRESSES))
def test_other_methods_are_refused(name: str, world: World) -> None:
    methods, allowed = ADDRESSES[name]
    role = next(iter(sorted(allowed)))
    for method in {"GET", "POST", "PUT", "DELETE"} - set(methods.split()):
        assert _status(world, role, method, _address(name, world, world.own, role)) == 405, method


def _address(name: str, world: World, place: Place, role: Role) -> str:
    keys: dict[str, object] = {**place.keys, "kind": "contract", "user_id": world.spare.pk, "term_id": world.region.pk}
    if name in ("accounts:term", "accounts:term_add"):
        keys["kind"] = "region"
    if name == "accounts:view_drop" and place is world.own:
        keys["view_id"] = view_of(world, role).pk
    return reverse(name, kwargs={part: keys[part] for part in EVERY_ADDRESS[name]})


def _status(world: World, role: Role, method: str, address: str) -> int:
    """What a fresh visit of the role's user is answered, with everything it wrote taken back."""
    from django.db import transaction

    client = Client(raise_request_exception=True)
    client.force_login(world.users[role])
    with transaction.atomic():
        status = client.generic(method, address).status_code
        transaction.set_rollback(True)
    return status
