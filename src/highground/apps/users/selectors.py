"""Reads of the users subject."""

from __future__ import annotations

import getpass
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, QuerySet

from highground.apps.users.models import User
from highground.apps.users.roles import EVERY_PERMISSION, PERMISSIONS, Role, permissions_of
from highground.core.faults import fault
from highground.core.text import Text, listed, plural_text
from highground.kit.actor import Actor
from highground.kit.audit.models import Entry
from highground.kit.problems import NotFound

PERMISSION_WORDS = {
    "accounts.view": Text("See the accounts of one's own teams"),
    "people.view": Text("See the people of those accounts"),
    "accounts.record": Text("Record facts, figures and notes of accounts"),
    "people.record": Text("Record people, posts and contacts"),
    "accounts.manage": Text("Add accounts; class, group and archive them"),
    "accounts.share": Text("Say who is on the team of an account"),
    "accounts.read_sensitive": Text("Read sensitive notes; each reading is recorded"),
    "accounts.view_region": Text("See every account of the regions one directs"),
    "accounts.view_all": Text("See every account"),
    "audit.read": Text("Read the whole audit trail"),
    "users.manage": Text("Add and change users"),
    "workspace.manage": Text("Change the workspace: value lists, currency, exchange rates"),
}
"""What each permission lets one do, in the order of the page about roles."""


@dataclass(frozen=True)
class UserLine:
    """A user as the list shows them."""

    user: User
    regions: tuple[str, ...]
    has_two_step: bool

    @property
    def directs(self) -> Text:
        """The regions one after another."""
        return listed(self.regions)


@dataclass(frozen=True)
class PermissionLine:
    """A permission, and for every role whether it includes it."""

    words: Text
    held: tuple[tuple[Role, bool], ...]


def actor_of(user: User, *, via: str = "page") -> Actor:
    """The user as one who acts."""
    return Actor(user.pk, str(user), permissions_of(user.role), user.role, via)


def users_active() -> QuerySet[User]:
    """Everybody who can sign in, by name."""
    return User.objects.filter(is_active=True).order_by("sort_key", "pk")


def users_all(actor: Actor) -> QuerySet[User]:
    """Everybody, those who may no longer sign in last. For whoever manages users."""
    actor.require("users.manage")
    return User.objects.order_by("-is_active", "sort_key", "pk")


def user_found(actor: Actor, user_id: int) -> User:
    """One user. For whoever manages users; raises NotFound."""
    found = users_all(actor).filter(pk=user_id).first()
    if found is None:
        raise NotFound
    return found


def user_self(actor: Actor) -> User:
    """The user who acts. Raises NotFound for the command line, which is nobody's."""
    if actor.user_id is None:
        raise NotFound
    return User.objects.get(pk=actor.user_id)


def user_named(actor: Actor, username: str) -> User:
    """One user by user name, for whoever manages users. Raises InputError."""
    found = users_all(actor).filter(username__iexact=username).first()
    if found is None:
        raise fault(Text("There is no user %(name)s", {"name": username}))
    return found


def command_actor() -> Actor:
    """Whoever runs the command on the server: they hold the database anyway, so they may do everything."""
    return Actor(None, getpass.getuser(), EVERY_PERMISSION, via="command")


def user_lines(actor: Actor) -> list[UserLine]:
    """Everybody with the regions they direct and whether they use two-step sign-in. For whoever manages users."""
    found = (
        users_all(actor)
        .annotate(has_two_step=Exists(_second_steps().filter(user_id=OuterRef("pk"))))
        .prefetch_related("regions__region")
    )
    return [UserLine(user, tuple(str(line.region) for line in user.regions.all()), user.has_two_step) for user in found]


def has_two_step(user: User) -> bool:
    """Whether signing in takes a second step: a code or a passkey. Recovery codes alone are none."""
    return _second_steps().filter(user_id=user.pk).exists()


def users_answer(lines: Sequence[UserLine]) -> Text:
    """The sentence over the list."""
    active = [line for line in lines if line.user.is_active]
    steps = sum(line.has_two_step for line in active)
    people = plural_text("%(count)s person may sign in", "%(count)s people may sign in", len(active))
    secured = plural_text("%(count)s uses two-step sign-in", "%(count)s use two-step sign-in", steps)
    return Text("%(people)s; %(secured)s", {"people": people, "secured": secured})


def last_changed(user: User) -> tuple[str, datetime | None]:
    """Who changed the user last, and when; a dash where the trail does not say."""
    changes = Entry.objects.filter(operation__startswith="users.", subject=str(user)).order_by("-number")
    entry = changes.first()
    return (entry.actor_name, entry.at) if entry else ("—", None)


def permission_lines() -> list[PermissionLine]:
    """What each role may do."""
    return [
        PermissionLine(words, tuple((role, permission in PERMISSIONS[role]) for role in Role))
        for permission, words in PERMISSION_WORDS.items()
    ]


def _second_steps() -> QuerySet[Any]:
    """Whatever somebody has for the second step of signing in."""
    steps: QuerySet[Any] = Authenticator.objects.filter(type__in=(Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN))
    return steps
