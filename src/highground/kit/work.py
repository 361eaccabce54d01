"""A unit of work: the rows one operation writes, with what they were before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db import models
from django.db.models import ProtectedError

from highground.kit.actor import Actor
from highground.kit.problems import EditConflict, InUse, NotFound
from highground.kit.rows import Row, Written, recorded

R = TypeVar("R", bound=Row)


@dataclass
class Work:
    """Hands an operation its actor and the only three ways to write a row."""

    actor: Actor
    changes: list[Written[Any]] = field(default_factory=list)
    subject: str = ""
    scope: int | None = None
    reverses: int | None = None

    def about(self, subject: str, scope: int | None = None) -> None:
        """Say what the operation is about, in the words of the moment, and whose account it belongs to."""
        self.subject = subject
        self.scope = scope

    def add(self, row: R) -> R:
        """Write a new row."""
        row.derive()
        row.save(force_insert=True)
        self._note(row, {}, recorded(row))
        return row

    def update(self, row: R, values: Mapping[str, Any], *, version: int | None = None) -> R:
        """Change fields of a row. Raises EditConflict where `version` is no longer the row's.

        Gives the row as it is now; fields that stay the same are left out of the record.
        """
        current = locked(type(row), row.pk)
        if version is not None and version != current.version:
            raise _conflict(current, values)
        before = recorded(current)
        for name, value in values.items():
            setattr(current, name, value)
        current.derive()
        after = recorded(current)
        changed = [name for name in after if after[name] != before[name]]
        changed += [name for name in values if name in current.secret and name not in changed]
        if not changed:
            return current
        current.version += 1
        current.save()
        self._note(current, {name: before[name] for name in changed}, {name: after[name] for name in changed})
        return current

    def remove(self, row: Row) -> None:
        """Take a row out; the trail keeps it whole. Raises Forbidden, or InUse where something hangs on it."""
        current = locked(type(row), row.pk)
        current.refuse_removal(self.actor)
        before = recorded(current)
        key = current.pk
        try:
            current.delete()
        except ProtectedError:
            raise InUse from None
        current.pk = key
        self._note(current, before, {})

    def looked_at(self, row: Row) -> None:
        """Record that a confidential row was read; nothing of it is written down."""
        self._note(row, {}, {})

    def _note(self, row: Row, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
        self.changes.append(Written(row, before, after))
        if self.scope is None:
            self.scope = row.scope()


def locked(model: type[R], key: Any) -> R:
    """The row as it is now, held until the operation ends. Raises NotFound."""
    try:
        return model._default_manager.select_for_update(of=("self",)).get(pk=key)
    except model.DoesNotExist:
        raise NotFound from None


def _conflict(current: Row, values: Mapping[str, Any]) -> EditConflict:
    mine = {name: value for name, value in values.items() if _plain(getattr(current, name)) != _plain(value)}
    return EditConflict(current, {name: getattr(current, name) for name in mine}, mine)


def _plain(value: Any) -> Any:
    return value.pk if isinstance(value, models.Model) else value
