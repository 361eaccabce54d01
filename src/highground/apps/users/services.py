"""Writes of the users subject."""

from __future__ import annotations

from typing import Any

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


@operation(
    "users.add", permission="users.manage", says=Text("%(actor)s added the user %(subject)s"), reversible=False
)
def user_add(work: Work, *, username: str, name: str, role: str, password: str | None = None, email: str = "") -> User:
    """Add somebody who may sign in. Without a password they enter by single sign-on or set one by mail.

    Raises InputError where the name is taken or the password is too weak.
    """
    if User.objects.filter(username__iexact=username).exists():
        raise fault(Text("The user name %(name)s is taken", {"name": username}))
    if role not in Role.values:
        raise fault(Text("There is no role %(role)s", {"role": role}))
    user = User(username=username, name=name, role=role, email=email)
    _set_password(user, password)
    work.about(name)
    return work.add(user)


@operation(
    "users.set_password", permission="users.manage", says=Text("%(actor)s set a new password for %(subject)s"), reversible=False
)
def user_set_password(work: Work, *, user_id: int, password: str) -> User:
    """Set somebody's password for them. Raises NotFound, or InputError where it is too weak."""
    user = _user(user_id)
    _set_password(user, password)
    work.about(str(user))
    return work.update(user, {"password": user.password})


@operation("users.change", permission="users.manage", says=Text("%(actor)s changed the user %(subject)s"))
def user_change(work: Work, *, user_id: int, values: dict[str, Any], version: int | None = None) -> User:
    """Change somebody's name, mail address, role, or whether they may sign in. Raises NotFound or Conflict."""
    user = _user(user_id)
    work.about(str(user))
    return work.update(user, {name: values[name] for name in MANAGED_FIELDS & values.keys()}, version=version)


@operation("users.settings", permission=None, says=Text("%(actor)s changed their own settings"))
def user_settings(work: Work, *, values: dict[str, Any]) -> User:
    """Change one's own language, theme and the like."""
    user = _user(work.actor.user_id)
    work.about(str(user))
    return work.update(user, {name: values[name] for name in OWN_FIELDS & values.keys()})


def _user(user_id: int | None) -> User:
    user = User.objects.filter(pk=user_id).first()
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
        raise InputError([Fault(Text(message)) for message in error.messages]) from None
    user.set_password(password)
