"""What changed between two dates of an organisation: who moved, who left, and what that broke."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from highground.core.faults import Fault, InputError
from highground.core.organisation.model import Occupancy, Organisation, Post, Unit
from highground.core.text import Text, listed

Item = TypeVar("Item", Unit, Post)


@dataclass(frozen=True)
class Change(Generic[Item]):
    """The same unit or post on both dates, where anything about it differs."""

    before: Item
    after: Item


@dataclass(frozen=True)
class PersonChange:
    """The keys of the posts a person, known by name, held on both dates; empty for none."""

    name: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True)
class Difference:
    """All that differs between two dates, by key; the named kinds are views on `units_changed` and `posts_changed`.

    A change may be of several kinds, or of none, where only the order or a dotted line differs.
    """

    units_added: tuple[Unit, ...] = ()
    units_removed: tuple[Unit, ...] = ()
    units_changed: tuple[Change[Unit], ...] = ()
    posts_added: tuple[Post, ...] = ()
    posts_removed: tuple[Post, ...] = ()
    posts_changed: tuple[Change[Post], ...] = ()
    people_changed: tuple[PersonChange, ...] = ()

    @property
    def units_renamed(self) -> tuple[Change[Unit], ...]:
        return tuple(change for change in self.units_changed if change.before.name != change.after.name)

    @property
    def units_moved(self) -> tuple[Change[Unit], ...]:
        return tuple(change for change in self.units_changed if change.before.parent != change.after.parent)

    @property
    def posts_moved(self) -> tuple[Change[Post], ...]:
        """Posts with another boss or in another unit."""
        return tuple(change for change in self.posts_changed if _stands(change.before) != _stands(change.after))

    @property
    def posts_retitled(self) -> tuple[Change[Post], ...]:
        return tuple(change for change in self.posts_changed if change.before.title != change.after.title)

    @property
    def posts_relayered(self) -> tuple[Change[Post], ...]:
        return tuple(change for change in self.posts_changed if change.before.layer != change.after.layer)

    @property
    def posts_held_by_others(self) -> tuple[Change[Post], ...]:
        """Posts a named person has left or come to."""
        return tuple(change for change in self.posts_changed if set(change.before.holders) != set(change.after.holders))

    @property
    def posts_vacated(self) -> tuple[Change[Post], ...]:
        return self._turned(Occupancy.VACANT)

    @property
    def posts_turned_unknown(self) -> tuple[Change[Post], ...]:
        return self._turned(Occupancy.NAME_UNKNOWN)

    @property
    def people_left(self) -> tuple[PersonChange, ...]:
        """Those who held a post and hold none any more."""
        return tuple(person for person in self.people_changed if not person.after)

    @property
    def people_arrived(self) -> tuple[PersonChange, ...]:
        """Those who held no post before."""
        return tuple(person for person in self.people_changed if not person.before)

    @property
    def people_moved(self) -> tuple[PersonChange, ...]:
        """Those who hold other posts than before."""
        return tuple(person for person in self.people_changed if person.before and person.after)

    def _turned(self, occupancy: Occupancy) -> tuple[Change[Post], ...]:
        return tuple(
            change
            for change in self.posts_changed
            if change.after.occupancy is occupancy and change.before.occupancy is not occupancy
        )


def difference(before: Organisation, after: Organisation) -> Difference:
    """What differs between two dates. Keys match units and posts, names match people.

    >>> old = Organisation({}, {"1": Post("1", "财务总监", holders=("王芳",))})
    >>> new = Organisation({}, {"1": Post("1", "财务总监", holders=("李强",))})
    >>> [person.name for person in difference(old, new).people_left]
    ['王芳']
    """
    return Difference(
        units_added=_only_in(after.units, before.units),
        units_removed=_only_in(before.units, after.units),
        units_changed=_changed(before.units, after.units),
        posts_added=_only_in(after.posts, before.posts),
        posts_removed=_only_in(before.posts, after.posts),
        posts_changed=_changed(before.posts, after.posts),
        people_changed=_people_changed(_posts_of_people(before), _posts_of_people(after)),
    )


def applied(before: Organisation, difference: Difference) -> Organisation:
    """The organisation of the second date, out of the first and their difference.

    Raises InputError where the organisation is not the one the difference starts from.

    >>> old, new = Organisation(), Organisation({}, {"1": Post("1", "总经理")})
    >>> applied(old, difference(old, new)) == new
    True
    """
    return Organisation(
        _patched(before.units, difference.units_added, difference.units_removed, difference.units_changed),
        _patched(before.posts, difference.posts_added, difference.posts_removed, difference.posts_changed),
    )


@dataclass(frozen=True)
class Broken:
    """Something we counted on that the change took away. `subject` is the key of a post, or a name for a supporter."""

    kind: Literal["covered_post", "supporter", "approver"]
    subject: str
    reason: Text


def broken(
    before: Organisation,
    after: Organisation,
    difference: Difference,
    *,
    covered: Set[str] = frozenset(),
    supporters: Set[str] = frozenset(),
    approvers: Set[str] = frozenset(),
) -> tuple[Broken, ...]:
    """What broke between two dates; what was broken before is not said again.

    `covered` and `approvers` are keys of posts, `supporters` names of people. A supporter is gone where the name
    holds no post any more; one who moved is not.

    >>> old = Organisation({}, {"1": Post("1", "财务总监", holders=("王芳",))})
    >>> new = Organisation({}, {"1": Post("1", "财务总监", occupancy=Occupancy.VACANT)})
    >>> [str(found.reason) for found in broken(old, new, difference(old, new), covered={"1"})]
    ['We cover 财务总监, which is empty now; it was held by 王芳']
    """
    return (
        *_broken_posts("covered_post", covered, before, after),
        *(
            Broken("supporter", person.name, _of_supporter(before, person))
            for person in difference.people_left
            if person.name in supporters
        ),
        *_broken_posts("approver", approvers, before, after),
    )


def _stands(post: Post) -> tuple[str | None, str | None]:
    return post.reports_to, post.unit


def _only_in(these: Mapping[str, Item], those: Mapping[str, Item]) -> tuple[Item, ...]:
    return tuple(these[key] for key in sorted(these.keys() - those.keys()))


def _changed(before: Mapping[str, Item], after: Mapping[str, Item]) -> tuple[Change[Item], ...]:
    both = sorted(before.keys() & after.keys())
    return tuple(Change(before[key], after[key]) for key in both if before[key] != after[key])


def _posts_of_people(organisation: Organisation) -> dict[str, tuple[str, ...]]:
    held: dict[str, set[str]] = {}
    for post in organisation.posts.values():
        for name in post.holders:
            held.setdefault(name, set()).add(post.key)
    return {name: tuple(sorted(keys)) for name, keys in held.items()}


def _people_changed(
    before: Mapping[str, tuple[str, ...]], after: Mapping[str, tuple[str, ...]]
) -> tuple[PersonChange, ...]:
    return tuple(
        PersonChange(name, before.get(name, ()), after.get(name, ()))
        for name in sorted(before.keys() | after.keys())
        if before.get(name) != after.get(name)
    )


def _patched(
    items: Mapping[str, Item], added: Iterable[Item], removed: Iterable[Item], changed: Iterable[Change[Item]]
) -> dict[str, Item]:
    """The items with a difference applied; every step first looks whether it starts from what is there."""
    result, faults = dict(items), []
    for key, before, after in _steps(added, removed, changed):
        if result.get(key) != before:
            sentence = Text('"%(key)s" is not as it was when the two dates were compared', {"key": key})
            faults.append(Fault(sentence))
        elif after is None:
            del result[key]
        else:
            result[key] = after
    if faults:
        raise InputError(faults)
    return result


def _steps(
    added: Iterable[Item], removed: Iterable[Item], changed: Iterable[Change[Item]]
) -> Iterator[tuple[str, Item | None, Item | None]]:
    for item in removed:
        yield item.key, item, None
    for change in changed:
        yield change.before.key, change.before, change.after
    for item in added:
        yield item.key, None, item


def _broken_posts(
    kind: Literal["covered_post", "approver"], keys: Set[str], before: Organisation, after: Organisation
) -> Iterator[Broken]:
    """Those of the posts that were taken out, fell vacant or whose holder is not known any more."""
    reason = _of_covered if kind == "covered_post" else _of_approver
    for key in sorted(keys):
        old, new = before.posts.get(key), after.posts.get(key)
        if _occupancy(old) == _occupancy(new):
            continue
        text = reason(old, new)
        if text is not None:
            yield Broken(kind, key, text)


def _occupancy(post: Post | None) -> Occupancy | None:
    return post.occupancy if post else None


def _of_covered(old: Post | None, new: Post | None) -> Text | None:
    if new is None:
        return Text("We cover %(post)s, which is there no more", {"post": old.title}) if old else None
    if new.occupancy is Occupancy.NAME_UNKNOWN:
        return Text("We cover %(post)s, but do not know who holds it now", {"post": new.title})
    if new.occupancy is Occupancy.HELD:
        return None
    if old is None or not old.holders:
        return Text("We cover %(post)s, which is empty now", {"post": new.title})
    return Text(
        "We cover %(post)s, which is empty now; it was held by %(names)s",
        {"post": new.title, "names": listed(old.holders)},
    )


def _of_approver(old: Post | None, new: Post | None) -> Text | None:
    if new is None:
        return Text("%(post)s has to approve, but is there no more", {"post": old.title}) if old else None
    if new.occupancy is Occupancy.NAME_UNKNOWN:
        return Text("%(post)s has to approve, but nobody here knows who that is now", {"post": new.title})
    if new.occupancy is Occupancy.VACANT:
        return Text("%(post)s has to approve, but is empty now", {"post": new.title})
    return None


def _of_supporter(before: Organisation, person: PersonChange) -> Text:
    titles = [before.posts[key].title for key in person.before]
    return Text(
        "%(name)s supports us, but holds no post any more; before: %(posts)s",
        {"name": person.name, "posts": listed(titles)},
    )
