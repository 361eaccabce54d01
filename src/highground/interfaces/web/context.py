"""What every page's frame needs to know."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from django.contrib.messages import ERROR, get_messages
from django.contrib.messages.storage.base import Message
from django.db import Error as DatabaseError
from django.http import HttpRequest
from django.urls import NoReverseMatch
from django.utils import translation
from django.utils.functional import cached_property

from highground.interfaces.web.navigation import Place, main_places

_Value = TypeVar("_Value")
PAGE_LANGUAGES = {"zh": "zh-CN"}
NOWHERE: tuple[Place, ...] = ()


@dataclass(frozen=True)
class Look:
    """How the page is to look for this reader."""

    theme: str = "auto"
    has_shortcuts: bool = False


class PageMessages:
    """What the last request has to say, read from the session only if the page shows it."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def _all(self) -> list[Message]:
        return _or_else([], lambda: list(get_messages(self._request)))

    @property
    def errors(self) -> Iterable[Message]:
        """What went wrong: stands in the page until it is dealt with."""
        return [message for message in self._all if message.level >= ERROR]

    @property
    def toasts(self) -> Iterable[Message]:
        """What was written: shows for a moment, with a way to undo it."""
        return [message for message in self._all if message.level < ERROR]


def shell(request: HttpRequest) -> dict[str, object]:
    """The reader, the places they may go to, and how the page is to look. Holds up when the database is away."""
    actor = getattr(request, "actor", None)
    look = _or_else(Look(), lambda: _look(request)) if actor else Look()
    return {
        "actor": actor,
        "places": _or_else(NOWHERE, lambda: main_places(request, actor)) if actor else NOWHERE,
        "theme": look.theme,
        "has_shortcuts": look.has_shortcuts,
        "page_language": PAGE_LANGUAGES.get((translation.get_language() or "en").split("-")[0], "en"),
        "here": request.get_full_path(),
        "page_messages": PageMessages(request),
    }


def _look(request: HttpRequest) -> Look:
    user = getattr(request, "user", None)
    return Look(getattr(user, "theme", "") or "auto", bool(getattr(user, "has_shortcuts", False)))


def _or_else(otherwise: _Value, ask: Callable[[], _Value]) -> _Value:
    """What is asked for, or something plainer: a page that tells of a failure must not fail by the same cause."""
    try:
        return ask()
    except (DatabaseError, NoReverseMatch):
        return otherwise
