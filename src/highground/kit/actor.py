"""Who acts: a person signed in, the command line, or the system itself."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from highground.kit.problems import Forbidden


@dataclass(frozen=True)
class Actor:
    """Who acts, with what permissions, through which face and for what reason.

    >>> anna = Actor(1, "Anna", frozenset({"accounts.view"}))
    >>> anna.may("accounts.view"), anna.may("accounts.edit")
    (True, False)
    """

    user_id: int | None
    name: str
    permissions: frozenset[str]
    role: str = ""
    via: str = "page"
    why: str = ""
    memory: dict[str, Any] | None = field(default=None, compare=False, repr=False)
    """What was looked up for them during one request, forgotten with every write; None where they act for longer."""

    @property
    def key(self) -> int:
        """The user's key for lookups; 0, which no user has, where nobody is signed in."""
        return self.user_id or 0

    def may(self, permission: str) -> bool:
        """Whether the permission is held."""
        return permission in self.permissions

    def require(self, permission: str) -> None:
        """Raise Forbidden unless the permission is held."""
        if not self.may(permission):
            raise Forbidden(permission)

    def because(self, why: str) -> Actor:
        """The same actor giving a reason, kept in the audit trail."""
        return replace(self, why=why)
