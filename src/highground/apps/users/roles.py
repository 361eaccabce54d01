"""Roles and what each may do: the whole of it, on one page."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What somebody is in this workspace."""

    VIEWER = "viewer", _("Viewer")
    MEMBER = "member", _("Team member")
    MANAGER = "manager", _("Account manager")
    DIRECTOR = "director", _("Director")
    COMPLIANCE = "compliance", _("Compliance")
    ADMINISTRATOR = "administrator", _("Administrator")


READ = frozenset({"accounts.view", "people.view"})
RECORD = READ | {"accounts.record", "people.record"}
MANAGE = RECORD | {"accounts.manage", "accounts.share", "accounts.read_sensitive"}

PERMISSIONS: dict[Role, frozenset[str]] = {
    Role.VIEWER: READ,
    Role.MEMBER: RECORD,
    Role.MANAGER: MANAGE,
    Role.DIRECTOR: MANAGE | {"accounts.view_region"},
    Role.COMPLIANCE: READ | {"accounts.view_all", "accounts.read_sensitive", "audit.read"},
    Role.ADMINISTRATOR: (MANAGE - {"accounts.read_sensitive"})
    | {"accounts.view_all", "audit.read", "users.manage", "workspace.manage"},
}
"""Permissions by role. Which accounts they hold for is another matter: see accounts/scope.py.

view: look at it · record: add and change facts · manage: class, group, archive · share: who is on the team ·
read_sensitive: the text of sensitive notes · view_region, view_all: beyond the own teams.
"""
EVERY_PERMISSION = frozenset().union(*PERMISSIONS.values())


def permissions_of(role: str) -> frozenset[str]:
    """What a role may do; nothing for a role that does not exist."""
    return PERMISSIONS[Role(role)] if role in Role.values else frozenset()
