"""Writes of the users subject."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from highground.apps.users.models import User
from highground.apps.users.roles import Role
from highground.core.faults import Fault, InputError, fault
from highground.core.text import Text
from highground.kit.operations import operation
from highground.kit.problems import NotFound
from highground.kit.work import Work

OWN_FIELDS = frozenset({"language", "theme", "has_shortcuts", "name", "reading", "email"})
MANAGED_FIELDS = frozenset({"name", "reading", "email", "role", "is_active"})
CLEAR_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"
"""Letters and digits that nobody mistakes for one another when they are read out."""


@operation("users.add", permission="users.manage", says=Text("%(actor)s added the user %(subject)s"), reversible=False)
def user_add(work: Work, *, username: str, name: str, role: str, password: str | None = None, email: str = "") -> User:
    """Add somebody who may sign in. Without a password they enter by single sign-on or set one by mail.

    Raises InputError where the name is taken or the password is too weak.
    """
    if User.objects.filter(username__iexact=username).exists():
        raise fault(Text("The user name %(name)s is taken", {"name": username}))
    if role not in Role.values:
        raise fault(Text("There is no role %(role)s", {"role": role}))
    user = User(username=username, name=name, role=role, email=email)
    _check(user, {})
    _set_password(user, password)
    work.about(name)
    return work.add(user)


@operation(
    "users.enter_by_sso",
    permission="users.manage",
    says=Text("%(subject)s signed in for the first time, by single sign-on"),
    reversible=False,
)
def user_enter_by_sso(work: Work, *, username: str, name: str, email: str = "") -> User:
    """Add whom the single sign-on provider vouches for: a viewer without accounts, under a free user name.

    A mail address somebody else here has is left out: an address alone never says who somebody is.
    """
    user = User(username=username_free(username), name=name or username, role=Role.VIEWER)
    user.email = "" if _has_email(user, email) else email
    user.set_unusable_password()
    work.about(user.name)
    return work.add(user)


@operation(
    "users.set_password",
    permission="users.manage",
    says=Text("%(actor)s set a new password for %(subject)s"),
    reversible=False,
)
def user_set_password(work: Work, *, user_id: int, password: str) -> User:
    """Set somebody's password for them. Raises NotFound, or InputError where it is too weak."""
    user = _user(user_id)
    _set_password(user, password)
    work.about(str(user))
    return work.update(user, {"password": user.password})


@operation(
    "users.reset_two_step",
    permission="users.manage",
    says=Text("%(actor)s reset the two-step sign-in of %(subject)s"),
    reversible=False,
)
def user_reset_two_step(work: Work, *, user_id: int) -> int:
    """Take codes, recovery codes and passkeys from somebody who lost them; gives how many. Raises NotFound."""
    user = _user(user_id)
    count, _models = Authenticator.objects.filter(user_id=user.pk).delete()
    if count:
        work.about(str(user))
        work.looked_at(user)
    return int(count)


@operation("users.change", permission="users.manage", says=Text("%(actor)s changed the user %(subject)s"))
def user_change(work: Work, *, user_id: int, values: dict[str, Any], version: int | None = None) -> User:
    """Change somebody's name, mail address, role, or whether they may sign in. Raises NotFound or Conflict."""
    user = _user(user_id)
    work.about(str(user))
    wanted = {name: values[name] for name in MANAGED_FIELDS & values.keys()}
    _check(user, wanted)
    return work.update(user, wanted, version=version)


@operation("users.settings", permission=None, says=Text("%(actor)s changed their own settings"), personal=True)
def user_settings(work: Work, *, values: dict[str, Any]) -> User:
    """Change one's own language, theme and the like."""
    user = _user(work.actor.user_id)
    work.about(str(user))
    wanted = {name: values[name] for name in OWN_FIELDS & values.keys()}
    _check(user, wanted)
    return work.update(user, wanted)


@operation("users.own_password", permission=None, says=Text("%(actor)s changed their own password"), reversible=False)
def own_password_changed(work: Work) -> None:
    """Record that somebody changed their own password; allauth has written it."""
    _record_own(work)


@operation(
    "users.own_second_step",
    permission=None,
    says=Text("%(actor)s changed their own two-step sign-in or passkeys"),
    reversible=False,
)
def own_second_step_changed(work: Work) -> None:
    """Record that somebody changed their own codes or passkeys; allauth has written them."""
    _record_own(work)


def _record_own(work: Work) -> None:
    user = _user(work.actor.user_id)
    work.about(str(user))
    work.looked_at(user)


def password_generated() -> str:
    """A password nobody guesses: four groups of five letters and digits, some 100 bits."""
    return "-".join("".join(secrets.choice(CLEAR_LETTERS) for _ in range(5)) for _ in range(4))


def username_free(wanted: str) -> str:
    """The user name wanted, or the nearest that nobody has."""
    plain = "".join(letter for letter in wanted if letter.isalnum() or letter in "@.+-_")[:140] or "user"
    name, number = plain, 1
    while User.objects.filter(username__iexact=name).exists():
        number += 1
        name = f"{plain}-{number}"
    return name


def _has_email(user: User, email: str) -> bool:
    """Whether somebody else has the mail address."""
    return bool(email) and User.objects.filter(email__iexact=email).exclude(pk=user.pk).exists()


def _check(user: User, wanted: Mapping[str, Any]) -> None:
    """Raise InputError where a field cannot be that, or somebody else has the mail address."""
    for name, value in wanted.items():
        setattr(user, name, value)
    if _has_email(user, user.email):
        raise fault(Text("Somebody else here has the mail address %(address)s", {"address": user.email}))
    try:
        user.clean_fields(exclude={"password", "sort_key", "search_text"})
    except ValidationError as error:
        raise InputError([Fault(Text("%(message)s", {"message": text})) for text in error.messages]) from None


def _user(user_id: int | None) -> User:
    user = None if user_id is None else User.objects.filter(pk=user_id).first()
    if user is None:
        raise NotFound
    return user


def _set_password(user: User, password: str | None) -> None:
    if password is None:
        user.set_unusable_password()
        return
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise InputError([Fault(Text("%(message)s", {"message": text})) for text in error.messages]) from None
    user.set_password(password)
