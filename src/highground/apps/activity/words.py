"""Recorded values in a reader's words: names instead of keys, and nothing that is not theirs to read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db.models import Field, ForeignKey, Model, QuerySet
from django.utils.translation import gettext as _

from highground.apps.accounts.models import Account
from highground.apps.accounts.scope import accounts_visible
from highground.apps.people.models import Person
from highground.apps.people.scope import people_visible
from highground.kit.actor import Actor
from highground.kit.audit.models import Entry
from highground.kit.rows import HIDDEN, Row

SCOPED: Mapping[type[Model], Callable[[Actor], QuerySet[Any]]] = {Account: accounts_visible, Person: people_visible}
"""Records whose names are told to those alone who may see them."""


@dataclass(frozen=True)
class FieldChange:
    """One field of a row: its name for the reader, what it was and what it became; None: nothing."""

    label: str
    before: str | None
    after: str | None


class Wording:
    """Tells the changes of some entries to one reader; the names in them are looked up once a kind."""

    def __init__(self, actor: Actor, entries: Sequence[Entry]) -> None:
        keys: dict[type[Model], set[Any]] = {}
        for entry in entries:
            for change in entry.changes:
                for field, value in _links(change):
                    keys.setdefault(field.remote_field.model, set()).add(value)
        self._names = {model: _names(actor, model, found) for model, found in keys.items()}

    def fields(self, change: Mapping[str, Any]) -> list[FieldChange]:
        """The fields of one change; confidential ones are never told here, whoever reads."""
        shown = []
        for field in _columns(change):
            old = self._words(field, change["before"].get(field.attname))
            new = self._words(field, change["after"].get(field.attname))
            if old != new:
                shown.append(FieldChange(str(field.verbose_name), old, new))
        return shown

    def _words(self, field: Field[Any, Any], value: Any) -> str | None:
        if value is None or value in ("", HIDDEN):
            return None
        if isinstance(field, ForeignKey):
            return self._names[field.remote_field.model].get(value, _("not shared with you, or no longer there"))
        if field.name == "cents":
            return f"{Decimal(value) / 100:,.2f}"
        if field.choices:
            return str(dict(field.flatchoices).get(value, value))
        return str(value)


def _columns(change: Mapping[str, Any]) -> list[Field[Any, Any]]:
    """The columns a change tells of, without keys and what is confidential."""
    try:
        model = apps.get_model(change["model"])
    except LookupError:
        return []
    kept = model.confidential if issubclass(model, Row) else frozenset()
    names = {*change["before"], *change["after"]}
    return [
        field
        for field in model._meta.concrete_fields
        if field.attname in names and not field.primary_key and field.name not in kept
    ]


def _links(change: Mapping[str, Any]) -> Iterator[tuple[ForeignKey[Any, Any], Any]]:
    for field in _columns(change):
        if isinstance(field, ForeignKey):
            for side in (change["before"], change["after"]):
                if side.get(field.attname) is not None:
                    yield field, side[field.attname]


def _names(actor: Actor, model: type[Model], keys: set[Any]) -> dict[Any, str]:
    rows = SCOPED[model](actor) if model in SCOPED else model._default_manager.all()
    return {row.pk: str(row) for row in rows.filter(pk__in=keys)}
