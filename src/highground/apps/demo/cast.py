"""Who acts in the demonstration: its users, and whoever set it up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from highground.apps.demo.reading import demo_file
from highground.apps.demo.services import demo_passwords_set
from highground.apps.users.models import User
from highground.apps.users.roles import EVERY_PERMISSION, Role
from highground.apps.users.selectors import actor_of
from highground.apps.users.services import user_add
from highground.kit.actor import Actor

DEMO_USER = "lin"
"""The director: sees every account of the demonstration and may do most things."""
DEMO_PASSWORD = "highground-demo"  # noqa: S105 - printed by the command; opens nothing but made-up data
BUILDER = Actor(None, "demo", EVERY_PERMISSION, via="demo")
"""Does what none of the users may or would do."""


@dataclass(frozen=True)
class Cast:
    """The users of the demonstration by user name, each ready to act."""

    users: Mapping[str, User]

    def actor(self, username: str | None) -> Actor:
        """The user as one who acts; the builder where no user is named."""
        return BUILDER if username is None else actor_of(self.users[username])

    @property
    def administrator(self) -> Actor:
        """Whoever runs the workspace."""
        return self.actor(next(name for name, user in self.users.items() if user.role == Role.ADMINISTRATOR))


def users_build() -> Cast:
    """Add the users; the file lists the administrator first, whom every workspace needs from the start."""
    for entry in demo_file("users.yaml"):
        user_add(BUILDER, **entry)
    demo_passwords_set(BUILDER, password=DEMO_PASSWORD)
    return Cast({user.username: user for user in User.objects.order_by("pk")})
