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
    (Text("Workspace"), "accounts:workspace", "w", "workspace.manage"),
)
"""Label, address, the key after `g`, the permission needed."""


def main_places(request: HttpRequest, actor: Actor) -> tuple[Place, ...]:
    """The places the actor may go to; the one whose address is most of the page's own is marked."""
    mine = [
        (translate(label), reverse(name), key)
        for label, name, key, needs in _PLACES
        if needs is None or actor.may(needs)
    ]
    here = max((address for _label, address, _key in mine if request.path.startswith(address)), key=len, default="")
    return tuple(Place(label, address, key, address == here) for label, address, key in mine)
