"""The lines of an organisation: moving, adding and taking out posts so that nobody ever reports to themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from enum import Enum
from typing import Literal

from highground.core.faults import Fault, InputError, fault
from highground.core.organisation.model import Organisation, Post
from highground.core.text import Text, listed

_LISTED = 9
"""Names a sentence lists at most."""


class Stay(Enum):
    """Stands for a value that is left as it is where None means something else."""

    STAY = "stay"


def with_move(
    organisation: Organisation,
    post: str,
    *,
    reports_to: str | None,
    place: int | None = None,
    unit: str | Literal[Stay.STAY] | None = Stay.STAY,
) -> Organisation:
    """The organisation with one post under another boss (None: under nobody); those below it come along.

    `place` is kept where it is None, `unit` where it is not given. Raises InputError for a post or unit that is not
    there and for a move that would close a circle, named by the posts on it.

    >>> boss, aide = Post("1", "总经理"), Post("2", "助理", reports_to="1")
    >>> with_move(Organisation({}, {"1": boss, "2": aide}), "2", reports_to=None).posts["2"].reports_to is None
    True
    """
    old = _known(organisation, post)
    new_unit = old.unit if isinstance(unit, Stay) else unit
    moved = replace(old, reports_to=reports_to, unit=new_unit, place=old.place if place is None else place)
    return with_post(organisation, moved)


def with_post(organisation: Organisation, post: Post) -> Organisation:
    """The organisation with this post: added, or in the place of the one with its key.

    Raises InputError where a boss or the unit is not there or where it would report to itself.

    >>> with_post(Organisation(), Post("1", "总经理")).reports
    {None: ('1',)}
    """
    if post.unit is not None and post.unit not in organisation.units:
        raise fault(Text('There is no unit "%(unit)s"', {"unit": post.unit}))
    posts = {**organisation.posts, post.key: post}
    for boss in (post.reports_to, *post.dotted_to):
        if boss is not None and boss not in posts:
            raise fault(Text('There is no post "%(post)s"', {"post": boss}))
    circle = _circle_through(posts, post.key)
    if circle:
        raise InputError([Fault(_of_circle([posts[key].title for key in circle]))])
    return replace(organisation, posts=posts)


def without_post(organisation: Organisation, post: str) -> Organisation:
    """The organisation without one post.

    Its reports move to its boss, as they do when a level is taken out: under nobody they would read as heads of
    organisations of their own. Only those of a post at the top come to the top. Dotted lines to it end.

    >>> posts = [Post("1", "总经理"), Post("2", "总监", reports_to="1"), Post("3", "经理", reports_to="2")]
    >>> without_post(Organisation({}, {post.key: post for post in posts}), "2").posts["3"].reports_to
    '1'
    """
    gone = _known(organisation, post)
    boss = None if gone.reports_to == post else gone.reports_to

    def without(other: Post) -> Post:
        if other.reports_to != post and post not in other.dotted_to:
            return other
        dotted = tuple(key for key in other.dotted_to if key != post)
        return replace(other, reports_to=boss if other.reports_to == post else other.reports_to, dotted_to=dotted)

    posts = {key: without(other) for key, other in organisation.posts.items() if key != post}
    return replace(organisation, posts=posts)


def faults_of(organisation: Organisation) -> tuple[Fault, ...]:
    """What keeps an organisation from being one: circles of posts or units, bosses and units that are not there.

    >>> [str(found) for found in faults_of(Organisation({}, {"1": Post("1", "会计", reports_to="9")}))]
    ['会计 reports to "9", which is no post']
    """
    return tuple(Fault(text) for text in (*_faults_of_posts(organisation), *_faults_of_units(organisation)))


def depth(organisation: Organisation, post: str) -> int:
    """How many posts stand above a post. Raises InputError where the way up comes back to a post.

    >>> depth(Organisation({}, {"1": Post("1", "总经理"), "2": Post("2", "助理", reports_to="1")}), "2")
    1
    """
    way = {post}
    at = _known(organisation, post).reports_to
    while at is not None and at in organisation.posts:
        if at in way:
            circle = _circle_through(organisation.posts, at)
            raise InputError([Fault(_of_circle([organisation.posts[key].title for key in circle]))])
        way.add(at)
        at = organisation.posts[at].reports_to
    return len(way) - 1


def under(organisation: Organisation, post: str) -> tuple[str, ...]:
    """All posts below a post, each after its boss, in the order of the map.

    >>> posts = [Post("1", "总经理"), Post("2", "总监", reports_to="1"), Post("3", "经理", reports_to="2")]
    >>> under(Organisation({}, {post.key: post for post in posts}), "1")
    ('2', '3')
    """
    found: dict[str, None] = {}
    waiting = list(reversed(organisation.reports.get(post, ())))
    while waiting:
        key = waiting.pop()
        if key != post and key not in found:
            found[key] = None
            waiting.extend(reversed(organisation.reports.get(key, ())))
    return tuple(found)


def circles(above: Mapping[str, str | None]) -> list[list[str]]:
    """Every circle once, each from its first key on; those who only lead into one are not part of it. O(n).

    >>> circles({"a": "b", "b": "c", "c": "b", "d": None})
    [['b', 'c']]
    """
    done: set[str] = set()
    found = []
    for start in above:
        way: dict[str, int] = {}
        at: str | None = start
        while at is not None and at in above and at not in done and at not in way:
            way[at] = len(way)
            at = above[at]
        if at in way:
            circle = list(way)[way[at] :]
            first = circle.index(min(circle))
            found.append(circle[first:] + circle[:first])
        done.update(way)
    return found


def briefly(names: Sequence[object]) -> Text:
    """Names one after another, the middle of a long list left out.

    >>> str(briefly(range(1, 100)))
    '1, 2, 3, 4, 5, 6, 7, …, 99'
    """
    return listed(names if len(names) <= _LISTED else [*names[: _LISTED - 2], "…", names[-1]])


def _known(organisation: Organisation, post: str) -> Post:
    if post not in organisation.posts:
        raise fault(Text('There is no post "%(post)s"', {"post": post}))
    return organisation.posts[post]


def _circle_through(posts: Mapping[str, Post], start: str) -> list[str]:
    """The posts on the way up from `start` back to it; empty where that way ends or never comes back to it."""
    way = {start: None}
    at = posts[start].reports_to
    while at is not None and at in posts and at not in way:
        way[at] = None
        at = posts[at].reports_to
    return list(way) if at == start else []


def _of_circle(names: list[str]) -> Text:
    """A sentence on a circle, for posts as for units."""
    if len(names) == 1:
        return Text("%(name)s would report to itself", {"name": names[0]})
    return Text("%(name)s would report to itself, by way of %(way)s", {"name": names[0], "way": briefly(names[1:])})


def _faults_of_posts(organisation: Organisation) -> Iterator[Text]:
    posts = organisation.posts
    for post in posts.values():
        if post.reports_to is not None and post.reports_to not in posts:
            yield Text(
                '%(post)s reports to "%(boss)s", which is no post', {"post": post.title, "boss": post.reports_to}
            )
        for key in post.dotted_to:
            if key not in posts:
                yield Text('%(post)s reports to "%(boss)s", which is no post', {"post": post.title, "boss": key})
        if post.unit is not None and post.unit not in organisation.units:
            yield Text('%(post)s is in "%(unit)s", which is no unit', {"post": post.title, "unit": post.unit})
    for circle in circles({key: post.reports_to for key, post in posts.items()}):
        yield _of_circle([posts[key].title for key in circle])


def _faults_of_units(organisation: Organisation) -> Iterable[Text]:
    units = organisation.units
    for unit in units.values():
        if unit.parent is not None and unit.parent not in units:
            yield Text('%(name)s is in "%(unit)s", which is no unit', {"name": unit.name, "unit": unit.parent})
    for circle in circles({key: unit.parent for key, unit in units.items()}):
        names = [units[key].name for key in circle]
        yield Text("%(name)s would be part of itself: %(way)s", {"name": names[0], "way": briefly([*names, names[0]])})
