"""What every test of the users subject starts from."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from pytest_django import Settings

from highground.apps.users.models import User
from highground.apps.users.tests.people import small_team
from highground.kit import language


@pytest.fixture(autouse=True)
def plain(settings: Settings) -> None:
    """English for whoever has not chosen."""
    settings.LANGUAGE_CODE = "en"
    language.activate("en")


@pytest.fixture
def team(db: None) -> tuple[User, User]:
    """The administrator 周敏 and the viewer 王芳; nobody has typed a wrong password yet."""
    cache.clear()
    return small_team()
