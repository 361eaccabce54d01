"""The words of an organisation in the reader's language: layers, columns, who holds a post."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from highground.core.files.org_table import Column
from highground.core.organisation.model import Layer, Occupancy, Organisation, Post
from highground.core.text import Text, listed
from highground.kit.language import translate

LAYER_NAMES: Mapping[Layer | None, Text] = MappingProxyType(
    {
        "decision": Text("Decision"),
        "management": Text("Management"),
        "execution": Text("Execution"),
        None: Text("Layer not known"),
    }
)
COLUMN_NAMES: Mapping[Column, Text] = MappingProxyType(
    {
        "key": Text("Post number"),
        "title": Text("Post"),
        "holder": Text("Held by"),
        "unit": Text("Unit"),
        "unit_above": Text("Unit above"),
        "reports_to": Text("Reports to"),
        "dotted_to": Text("Dotted line to"),
        "layer": Text("Layer"),
        "grade": Text("Grade"),
    }
)
"""What each column of a table says, in the order in which people think of them."""


def occupancy_of(post: Post) -> Occupancy:
    """Who sits on a post; one that is held by nobody in particular counts as held by an unknown name."""
    if post.occupancy is Occupancy.HELD and not post.holders:
        return Occupancy.NAME_UNKNOWN
    return post.occupancy


def holder_of(post: Post) -> Text:
    """The names of those who hold a post, or that it is vacant or the name not known."""
    occupancy = occupancy_of(post)
    if occupancy is Occupancy.VACANT:
        return Text("Vacant")
    return listed(post.holders) if occupancy is Occupancy.HELD else Text("Name not known")


def boss_of(organisation: Organisation, post: Post) -> Post | None:
    """The post that a post reports to, where it is there."""
    return organisation.posts.get(post.reports_to) if post.reports_to is not None else None


def unit_of(organisation: Organisation, post: Post) -> str:
    """The name of the unit a post is in; empty where it is in none."""
    unit = organisation.units.get(post.unit) if post.unit is not None else None
    return unit.name if unit else ""


def facts_of(organisation: Organisation, post: Post) -> str:
    """All that is known of a post, in one line.

    >>> facts_of(Organisation(), Post("1", "会计", layer="execution", holders=("王芳",)))
    '会计, 王芳, Execution'
    """
    boss = boss_of(organisation, post)
    facts: list[object] = [post.title, holder_of(post), unit_of(organisation, post)]
    facts += [LAYER_NAMES[post.layer]] if post.layer else []
    facts += [Text("reports to %(boss)s", {"boss": boss.title})] if boss else []
    facts += [Text("dotted line to %(boss)s", {"boss": title}) for title in _dotted(organisation, post)]
    facts += [Text("from outside")] if post.is_outside else []
    return translate(listed([fact for fact in facts if fact]))


def _dotted(organisation: Organisation, post: Post) -> Sequence[str]:
    return [organisation.posts[key].title for key in post.dotted_to if key in organisation.posts]
