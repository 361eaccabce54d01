"""The sections of the account page: each subject adds its own, and the page only puts them in order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from highground.apps.accounts.models import Account
from highground.core.text import Text
from highground.kit.actor import Actor

Build = Callable[[Actor, Account], Mapping[str, Any]]


@dataclass(frozen=True)
class Section:
    """One section: its anchor, heading, template, and what works out the template's context.

    `column` is "main" or "side"; sections of a column follow each other by `place`.
    """

    code: str
    title: Text
    template: str
    build: Build
    column: str = "main"
    place: int = 100


SECTIONS: dict[str, Section] = {}
"""Every section by its code; a subject registers its own when it starts."""


def register(section: Section) -> None:
    """Add a section to the account page."""
    if section.code in SECTIONS:
        raise ValueError(f"two sections are called {section.code}")
    SECTIONS[section.code] = section


def sections_of(actor: Actor, account: Account, column: str) -> list[tuple[Section, Mapping[str, Any]]]:
    """The sections of a column with what each shows."""
    chosen = sorted((found for found in SECTIONS.values() if found.column == column), key=lambda found: found.place)
    return [(section, section.build(actor, account)) for section in chosen]
