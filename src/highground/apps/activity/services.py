"""Undo: what an operation wrote is put back as it was."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.apps import apps
from django.db.models import ForeignKey, Model

from highground.apps.activity.scope import entry_visible
from highground.core.text import Text
from highground.kit.actor import Actor
from highground.kit.audit.models import Entry
from highground.kit.clock import now
from highground.kit.operations import OPERATIONS, operation
from highground.kit.problems import Conflict, Forbidden
from highground.kit.rows import HIDDEN, Row, recorded, restored
from highground.kit.work import Work

UNDO_DAYS = 30


@operation("activity.undo", permission=None, says=Text("%(actor)s took back a change of %(subject)s"))
def undo(work: Work, *, number: int) -> None:
    """Put back what entry `number` wrote. Needs the permission of the operation that wrote it.

    Raises NotFound, Forbidden, or Conflict where it cannot be undone or has changed since.
    """
    entry = entry_visible(work.actor, number)
    require_may_undo(work.actor, entry)
    refuse_if_final(entry)
    work.about(entry.subject, entry.scope)
    work.reverses = entry.number
    for change in reversed(entry.changes):
        _put_back(work, change)


def require_may_undo(actor: Actor, entry: Entry) -> None:
    """Raise Forbidden unless the actor may undo: with the permission of what was done, and personal things oneself."""
    origin = origin_of(entry)
    known = OPERATIONS.get(origin.operation)
    if known is None:
        raise Forbidden
    if known.permission is not None:
        actor.require(known.permission)
    if known.is_personal and (actor.user_id is None or origin.actor_id != actor.user_id):
        raise Forbidden


def may_undo(actor: Actor, entry: Entry) -> bool:
    """Whether the actor is offered to undo an entry not undone yet; a later change may still stand against it."""
    try:
        require_may_undo(actor, entry)
        _refuse_if_past(entry)
    except (Forbidden, Conflict):
        return False
    return True


def origin_of(entry: Entry) -> Entry:
    """The entry at the start of a row of undos."""
    while entry.reverses is not None:
        entry = Entry.objects.get(number=entry.reverses)
    return entry


def refuse_if_final(entry: Entry) -> None:
    """Raise Conflict where an entry cannot be undone, saying why."""
    _refuse_if_past(entry)
    if Entry.objects.filter(reverses=entry.number).exists():
        raise Conflict(Text("This was undone already."))


def _refuse_if_past(entry: Entry) -> None:
    origin = origin_of(entry)
    known = OPERATIONS.get(origin.operation)
    if known is None or not known.is_reversible:
        raise Conflict(Text("This cannot be undone."))
    if now() - origin.at > timedelta(days=UNDO_DAYS):
        raise Conflict(Text("This is more than %(days)s days old and can no longer be undone.", {"days": UNDO_DAYS}))


def _put_back(work: Work, change: dict[str, Any]) -> None:
    model: type[Row] = apps.get_model(change["model"])
    row = model._default_manager.select_for_update().filter(pk=change["key"]).first()
    if not change["after"]:
        if row is not None:
            raise _changed_since()
        work.add(_again(model, change))
    elif row is None or _differs(row, change["after"]):
        raise _changed_since()
    elif not change["before"]:
        work.remove(row)
    else:
        work.update(row, restored(model, change["before"]))


def _differs(row: Model, after: dict[str, Any]) -> bool:
    current = recorded(row)
    return any(current.get(name) != value for name, value in after.items() if value != HIDDEN)


def _again(model: type[Row], change: dict[str, Any]) -> Row:
    """A removed row as it was. Raises Conflict where what it belonged to is gone as well."""
    values = restored(model, change["before"])
    for field in model._meta.concrete_fields:
        key = values.get(field.attname)
        if isinstance(field, ForeignKey) and key is not None and not _is_there(field, key):
            raise _changed_since()
    return model(**values)


def _is_there(field: ForeignKey[Any, Any], key: Any) -> bool:
    return bool(field.remote_field.model._base_manager.filter(pk=key).exists())


def _changed_since() -> Conflict:
    return Conflict(Text("This was changed again since. Undo the later change first."))
