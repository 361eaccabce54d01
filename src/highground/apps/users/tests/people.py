"""Users for the tests."""

from __future__ import annotations

from highground.apps.users.models import User
from highground.apps.users.roles import EVERY_PERMISSION, Role
from highground.apps.users.services import user_add
from highground.kit.actor import Actor

PASSWORD, OTHER_PASSWORD = "九月的风吹过江面-2041", "江上渔火-对愁眠-1937"
SETUP = Actor(None, "setup", EVERY_PERMISSION, via="test")


def user_of(username: str, name: str, role: Role = Role.VIEWER, email: str = "") -> User:
    """A user who signs in with PASSWORD."""
    return user_add(SETUP, username=username, name=name, role=role, email=email, password=PASSWORD).value


def small_team() -> tuple[User, User]:
    """The administrator 周敏 and the viewer 王芳."""
    return (
        user_of("zhoumin", "周敏", Role.ADMINISTRATOR, "zhou.min@example.com"),
        user_of("wangfang", "王芳", Role.VIEWER, "wang.fang@example.com"),
    )
