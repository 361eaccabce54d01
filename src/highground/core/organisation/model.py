"""What an organisation is made of. Units, posts and people are three things; a layer is a property of the post."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Literal

Layer = Literal["decision", "management", "execution"]
LAYERS: tuple[Layer, ...] = ("decision", "management", "execution")


class Occupancy(StrEnum):
    """Whether somebody sits on a post: known by name, somebody whose name we do not know, nobody, or not known."""

    HELD = "held"
    NAME_UNKNOWN = "name_unknown"
    VACANT = "vacant"


@dataclass(frozen=True)
class Unit:
    """A part of the organisation, perhaps within another. `place` orders units of one parent."""

    key: str
    name: str
    parent: str | None = None
    place: int = 0


@dataclass(frozen=True)
class Post:
    """A post: what it is called, where it stands, to whom it reports, who holds it.

    `layer` is None where nobody said; it is never guessed from the depth. `holders` are the names of those who hold it
    on the day, empty for a vacant post or an unknown name. `is_outside` marks advisers who belong to no unit of theirs.
    `dotted_to` are second lines of reporting. `place` orders posts under one boss.
    """

    key: str
    title: str
    unit: str | None = None
    layer: Layer | None = None
    reports_to: str | None = None
    dotted_to: tuple[str, ...] = ()
    occupancy: Occupancy = Occupancy.HELD
    holders: tuple[str, ...] = ()
    is_outside: bool = False
    place: int = 0


@dataclass(frozen=True)
class Organisation:
    """Units and posts of one day, by key."""

    units: Mapping[str, Unit] = field(default_factory=dict)
    posts: Mapping[str, Post] = field(default_factory=dict)

    @cached_property
    def reports(self) -> Mapping[str | None, tuple[str, ...]]:
        """The posts right below each post, in their order; under None those that report to nobody here."""
        below: dict[str | None, list[Post]] = {}
        for post in self.posts.values():
            below.setdefault(post.reports_to if post.reports_to in self.posts else None, []).append(post)
        return {boss: tuple(post.key for post in sorted(posts, key=_order)) for boss, posts in below.items()}


def _order(post: Post) -> tuple[int, str]:
    return post.place, post.key
