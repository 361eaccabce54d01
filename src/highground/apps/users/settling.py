"""What must hold of users once an operation has written."""

from __future__ import annotations

from collections.abc import Sequence

from highground.apps.users.models import User
from highground.apps.users.roles import Role
from highground.core.text import Text
from highground.kit.actor import Actor
from highground.kit.problems import Conflict
from highground.kit.rows import Written
from highground.kit.settling import settles


@settles(User)
def users_settle(written: Sequence[Written[User]], actor: Actor) -> None:
    """Raise Conflict where nobody would be left to manage the workspace; so the first user is an administrator."""
    if not User.objects.filter(role=Role.ADMINISTRATOR, is_active=True).exists():
        raise Conflict(Text("Somebody has to manage this workspace: name an administrator first."))
