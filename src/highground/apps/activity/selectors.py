"""The audit trail as sentences: who did what, what it changed, and whether it can be undone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist, ObjectDoesNotExist
from django.db.models import Field, ForeignKey, QuerySet
from django.utils import timezone

from highground.apps.accounts.models import Account
from highground.apps.accounts.scope import accounts_visible
from highground.apps.activity.scope import entries_visible
from highground.apps.activity.services import UNDO_DAYS
from highground.core.text import Text, plural_text
from highground.kit.actor import Actor
from highground.kit.audit.models import Entry
from highground.kit.clock import now
from highground.kit.language import translate
from highground.kit.numbers import number
from highground.kit.operations import OPERATIONS
from highground.kit.rows import Row

SHOWN_ON_ACCOUNT = 8
PAGE_SIZE = 50


@dataclass(frozen=True)
class FieldChange:
    """One field of a row: its name for the reader, what it was and what it became; None: nothing."""

    label: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class Told:
    """An entry as the activity list shows it; `account_name` is empty where the reader may not open the account."""

    number: int
    at: datetime
    sentence: str
    why: str
    via: str
    scope: int | None
    account_name: str
    changes: tuple[FieldChange, ...]
    can_undo: bool
    is_undone: bool

    @property
    def day(self) -> date:
        """The day it happened, in the workspace's time zone."""
        return timezone.localtime(self.at).date()


def activity_section(actor: Actor, account: Account) -> Mapping[str, Any]:
    """The latest that happened to an account."""
    entries = entries_visible(actor).filter(scope=account.pk)
    return {"told": told(actor, list(entries[:SHOWN_ON_ACCOUNT])), "count": entries.count()}


def told(actor: Actor, entries: Sequence[Entry]) -> list[Told]:
    """Entries as sentences, with the fields the reader may see."""
    undone = set(
        Entry.objects.filter(reverses__in=[entry.number for entry in entries]).values_list("reverses", flat=True)
    )
    scopes = {entry.scope for entry in entries if entry.scope is not None}
    names = dict(accounts_visible(actor).filter(pk__in=scopes).values_list("pk", "name"))
    return [_told(actor, entry, entry.number in undone, names.get(entry.scope or 0, "")) for entry in entries]


def _told(actor: Actor, entry: Entry, is_undone: bool, account_name: str) -> Told:
    known = OPERATIONS.get(entry.operation)
    says = known.says if known else Text("%(actor)s changed %(subject)s")
    sentence = Text(says.template, {"actor": entry.actor_name, "subject": entry.subject or "—"})
    is_recent = now() - entry.at <= timedelta(days=UNDO_DAYS)
    may = known is not None and known.is_reversible and (known.permission is None or actor.may(known.permission))
    return Told(
        number=entry.number,
        at=entry.at,
        sentence=translate(sentence),
        why=entry.why,
        via=entry.via,
        scope=entry.scope,
        account_name=account_name,
        changes=tuple(part for change in entry.changes for part in _fields(actor, change)),
        can_undo=may and is_recent and not is_undone,
        is_undone=is_undone,
    )


def _fields(actor: Actor, change: Mapping[str, Any]) -> list[FieldChange]:
    try:
        model = apps.get_model(change["model"])
    except LookupError:
        return []
    before, after = change["before"], change["after"]
    hidden = _hidden(actor, model)
    shown = []
    for name in after or before:
        try:
            field = next(found for found in model._meta.concrete_fields if found.attname == name)
        except (StopIteration, FieldDoesNotExist):
            continue
        if field.primary_key or name in hidden:
            continue
        old, new = _words(field, before.get(name)), _words(field, after.get(name))
        if old != new:
            shown.append(FieldChange(str(field.verbose_name), old, new))
    return shown


def _hidden(actor: Actor, model: type[Any]) -> frozenset[str]:
    """The fields of a record that this reader is not shown."""
    if issubclass(model, Row) and model.confidential and not actor.may(model.confidential_permission):
        return model.confidential
    return frozenset()


def _words(field: Field[Any, Any], value: Any) -> str | None:
    """A recorded value for a reader: names instead of keys, words instead of codes."""
    if value is None or value == "":
        return None
    if isinstance(field, ForeignKey):
        try:
            return str(field.remote_field.model._base_manager.get(pk=value))
        except ObjectDoesNotExist:
            return f"#{value}"
    if field.name == "cents":
        return number(value / 100, 2)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return str(value)


def activity_answer(entries: QuerySet[Entry], account: Account | None, today: date) -> Text:
    """The sentence over the list: how much happened in the last seven days."""
    since = timezone.make_aware(datetime.combine(today - timedelta(days=6), time.min))
    recent = entries.filter(at__gte=since).count()
    if account is not None:
        return plural_text(
            "One change at %(name)s in the last seven days",
            "%(count)s changes at %(name)s in the last seven days",
            recent,
            {"name": account.name},
        )
    return plural_text("One change in the last seven days", "%(count)s changes in the last seven days", recent)
