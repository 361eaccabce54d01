"""Rows of the users subject."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from highground.apps.users.roles import Role
from highground.kit.pinyin import search_text, sort_key
from highground.kit.rows import Row


class Theme(models.TextChoices):
    """Light or dark."""

    AUTO = "auto", _("As the system")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")


class User(AbstractUser, Row):
    """Somebody who signs in. A customer is an account, never a user."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField(_("name"), max_length=100)
    reading = models.CharField(_("reading"), max_length=200, blank=True)
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.VIEWER)
    language = models.CharField(_("language"), max_length=10, blank=True)
    theme = models.CharField(_("theme"), max_length=10, choices=Theme, default=Theme.AUTO)
    has_shortcuts = models.BooleanField(_("single-key shortcuts"), default=True)
    sort_key = models.CharField(max_length=300, editable=False)
    search_text = models.TextField(editable=False)

    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    derived = frozenset({"sort_key", "search_text", "last_login"})
    secret = frozenset({"password"})

    class Meta:
        constraints = (models.CheckConstraint(condition=models.Q(role__in=Role.values), name="user_role_known"),)

    def __str__(self) -> str:
        return self.name or self.username

    def derive(self) -> None:
        self.sort_key = sort_key(self.name, reading=self.reading or None, is_person=True)[:300]
        self.search_text = search_text(self.name, self.username, is_person=True)

    def save(self, *args: object, **kwargs: object) -> None:
        """Save with the derived fields worked out; sign-in by single sign-on creates users this way too."""
        self.derive()
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)
