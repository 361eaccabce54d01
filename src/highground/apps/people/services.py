"""Writes of the people subject."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from highground.apps.accounts.scope import account_visible
from highground.apps.people.models import Person, Position
from highground.apps.people.scope import person_visible, positions_visible
from highground.core.text import Text
from highground.kit.operations import operation
from highground.kit.problems import NotFound
from highground.kit.work import Work

NAMES = frozenset({"name", "other_name", "reading"})
POSITION = frozenset({"title", "layer", "since", "until"})


@operation("people.add", permission="people.record", says=Text("%(actor)s added %(subject)s"))
def person_add(work: Work, *, account_id: int, values: Mapping[str, Any], position: Mapping[str, Any]) -> Person:
    """Add a person with the position they hold at an account. Raises NotFound for a foreign account."""
    account = account_visible(work.actor, account_id)
    person = work.add(Person(**values))
    work.add(Position(account=account, person=person, **position))
    work.about(person.name, account.pk)
    return person


@operation("people.change", permission="people.record", says=Text("%(actor)s changed %(subject)s"))
def person_change(work: Work, *, person_id: int, values: Mapping[str, Any], version: int | None = None) -> Person:
    """Change a person's names. Raises NotFound or EditConflict."""
    person = person_visible(work.actor, person_id)
    work.about(person.name, _an_account(work, person))
    return work.update(person, {name: values[name] for name in NAMES & values.keys()}, version=version)


@operation("people.position_add", permission="people.record", says=Text("%(actor)s recorded a post of %(subject)s"))
def position_add(work: Work, *, person_id: int, account_id: int, values: Mapping[str, Any]) -> Position:
    """Record that a person holds a post at an account, the same person perhaps at two companies."""
    account = account_visible(work.actor, account_id)
    person = person_visible(work.actor, person_id)
    work.about(person.name, account.pk)
    return work.add(Position(account=account, person=person, **values))


@operation("people.position_change", permission="people.record", says=Text("%(actor)s changed a post of %(subject)s"))
def position_change(work: Work, *, position_id: int, values: Mapping[str, Any], version: int | None = None) -> Position:
    """Change a post, or say since when and until when it was held."""
    position = _position(work, position_id)
    return work.update(position, {name: values[name] for name in POSITION & values.keys()}, version=version)


@operation("people.position_remove", permission="people.record", says=Text("%(actor)s took out a post of %(subject)s"))
def position_remove(work: Work, *, position_id: int) -> None:
    """Take out a post that was recorded by mistake; one that ended gets its last day instead."""
    work.remove(_position(work, position_id))


def _position(work: Work, position_id: int) -> Position:
    position = Position.objects.select_related("person").filter(pk=position_id).first()
    if position is None:
        raise NotFound
    account_visible(work.actor, position.account_id)
    work.about(position.person.name, position.account_id)
    return position


def _an_account(work: Work, person: Person) -> int | None:
    return positions_visible(work.actor).filter(person=person).values_list("account_id", flat=True).first()
