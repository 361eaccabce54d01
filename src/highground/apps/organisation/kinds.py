"""The kinds of change between two dates, each with its posts and what stood and stands there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from highground.apps.organisation.comparison import Comparison
from highground.apps.organisation.words import LAYER_NAMES, boss_of, holder_of, unit_of
from highground.core.organisation.changes import Change
from highground.core.organisation.model import Organisation, Post
from highground.core.text import Text, listed


@dataclass(frozen=True)
class Entry:
    """One post of a kind: as it stands in its table, and in words what was and what is, where something changed."""

    post: Post
    was: Text | None = None
    now: Text | None = None


@dataclass(frozen=True)
class Kind:
    """A kind of change: its name for programs, its name for people, its posts in the order of the table."""

    code: str
    name: Text
    entries: Sequence[Entry]


def kinds_of(comparison: Comparison) -> Iterator[Kind]:
    """All kinds, those without a post included. A post may be of several."""
    found = comparison.difference
    before, after = comparison.before, comparison.after
    yield Kind("added", Text("Posts added"), _whole((post.key for post in found.posts_added), after))
    yield Kind("removed", Text("Posts removed"), _whole((post.key for post in found.posts_removed), before))
    yield Kind("moved", Text("Moved"), _changed(found.posts_moved, comparison, _moved))
    yield Kind("retitled", Text("Retitled"), _changed(found.posts_retitled, comparison, _retitled))
    yield Kind("relayered", Text("In another layer"), _changed(found.posts_relayered, comparison, _relayered))
    yield Kind("held_by_others", Text("Held by others"), _changed(found.posts_held_by_others, comparison, _held))
    yield Kind("vacated", Text("Vacated"), _changed(found.posts_vacated, comparison, _held))


Sides = tuple[Text, Text]
"""What was and what is, in words."""


def _whole(keys: Iterable[str], organisation: Organisation) -> list[Entry]:
    wanted = set(keys)
    return [Entry(post) for key, post in organisation.posts.items() if key in wanted]


def _changed(
    changes: Iterable[Change[Post]], comparison: Comparison, sides: Callable[[Change[Post], Comparison], Sides]
) -> list[Entry]:
    by_key = {change.after.key: change for change in changes}
    posts = (post for key, post in comparison.after.posts.items() if key in by_key)
    return [Entry(post, *sides(by_key[post.key], comparison)) for post in posts]


def _moved(change: Change[Post], comparison: Comparison) -> Sides:
    """The boss, the unit or both: only what differs."""
    has_boss = change.before.reports_to != change.after.reports_to
    has_unit = change.before.unit != change.after.unit

    def stands(organisation: Organisation, post: Post) -> Text:
        parts = [_under(organisation, post)] if has_boss else []
        return listed([*parts, _within(organisation, post)] if has_unit else parts)

    return stands(comparison.before, change.before), stands(comparison.after, change.after)


def _under(organisation: Organisation, post: Post) -> Text:
    boss = boss_of(organisation, post)
    return Text("under %(boss)s", {"boss": boss.title}) if boss else Text("under nobody")


def _within(organisation: Organisation, post: Post) -> Text:
    unit = unit_of(organisation, post)
    return Text("in %(unit)s", {"unit": unit}) if unit else Text("in no unit")


def _retitled(change: Change[Post], _comparison: Comparison) -> Sides:
    return listed([change.before.title]), listed([change.after.title])


def _relayered(change: Change[Post], _comparison: Comparison) -> Sides:
    return LAYER_NAMES[change.before.layer], LAYER_NAMES[change.after.layer]


def _held(change: Change[Post], _comparison: Comparison) -> Sides:
    return holder_of(change.before), holder_of(change.after)
