"""A request of somebody signed in."""

from __future__ import annotations

from django.http import HttpRequest

from highground.kit.actor import Actor


class ActorRequest(HttpRequest):
    """A request whose actor is known: every page but those of sign-in gets one."""

    actor: Actor


def typed(request: HttpRequest, name: str = "q", *, most: int = 100) -> str:
    """What somebody typed into a search: one line without control characters, at most so long."""
    return printable(request.GET.get(name, ""))[:most]


def printable(text: str) -> str:
    r"""A text without control characters and without space around it.

    >>> printable(" 王\x00芳 ")
    '王芳'
    """
    return "".join(letter for letter in text if letter.isprintable()).strip()
