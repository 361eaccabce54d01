"""The audit trail as sentences: who did what, what it changed, and whether it can be undone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from highground.apps.accounts.models import Account
from highground.apps.accounts.scope import accounts_visible
from highground.apps.activity.scope import entries_visible
from highground.apps.activity.services import may_undo
from highground.apps.activity.words import FieldChange, Wording
from highground.core.text import Text, plural_text
from highground.kit.actor import Actor
from highground.kit.audit.models import Entry
from highground.kit.language import translate
from highground.kit.operations import OPERATIONS

SHOWN_ON_ACCOUNT = 8
PAGE_SIZE = 50


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
    wording = Wording(actor, entries)
    return [_told(actor, entry, entry.number in undone, names.get(entry.scope or 0, ""), wording) for entry in entries]


def _told(actor: Actor, entry: Entry, is_undone: bool, account_name: str, wording: Wording) -> Told:
    known = OPERATIONS.get(entry.operation)
    says = known.says if known else Text("%(actor)s changed %(subject)s")
    sentence = Text(says.template, {"actor": entry.actor_name, "subject": entry.subject or "—"})
    return Told(
        number=entry.number,
        at=entry.at,
        sentence=translate(sentence),
        why=entry.why,
        via=entry.via,
        scope=entry.scope,
        account_name=account_name,
        changes=tuple(part for change in entry.changes for part in wording.fields(change)),
        can_undo=not is_undone and may_undo(actor, entry),
        is_undone=is_undone,
    )


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
