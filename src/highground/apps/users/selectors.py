"""Reads of the users subject."""

from __future__ import annotations

from django.db.models import QuerySet

from highground.apps.users.models import User
from highground.apps.users.roles import permissions_of
from highground.kit.actor import Actor
from highground.kit.problems import NotFound


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
