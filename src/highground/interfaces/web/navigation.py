"""Where the bars lead: one line a subject."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from highground.core.text import Text
from highground.kit.actor import Actor
from highground.kit.language import translate


@dataclass(frozen=True)
class Place:
    """A link of the main bar."""

    label: str
    address: str
    key: str
    is_here: bool


_PLACES = (
    (Text("Accounts"), "accounts:list", "a", "accounts.view"),
    (Text("People"), "people:list", "p", "people.view"),
    (Text("Activity"), "activity:list", "v", None),
    (Text("Users"), "users:list", "u", "users.manage"),
)
"""Label, address, the key after `g`, the permission needed."""


def main_places(request: HttpRequest, actor: Actor) -> tuple[Place, ...]:
    """The places the actor may go to; the first whose address begins the page's own is marked."""
    return tuple(
        Place(translate(label), reverse(name), key, request.path.startswith(reverse(name)))
        for label, name, key, permission in _PLACES
        if permission is None or actor.may(permission)
    )
