"""What every stored record has: a version, derived fields, and what the audit trail keeps of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar, Generic, TypeVar
from uuid import UUID

from django.db import models

from highground.kit.actor import Actor

M = TypeVar("M", bound=models.Model)

HIDDEN = {"hidden": True}
"""Stands in the audit trail for a secret that is never recorded; no column holds such a value."""


@dataclass(frozen=True)
class Written(Generic[M]):
    """A row an operation wrote, with the recorded fields that changed: before and after (empty: not there)."""

    row: M
    before: Mapping[str, Any]
    after: Mapping[str, Any]

    def as_json(self) -> dict[str, Any]:
        """As the audit trail keeps it."""
        return {
            "model": self.row._meta.label_lower,
            "key": self.row.pk,
            "before": dict(self.before),
            "after": dict(self.after),
        }


class Row(models.Model):
    """A record that changes only through an operation (see operations.py).

    `version` counts the writes, so that a second writer is noticed. `derived` fields follow from the others and are
    not recorded in the audit trail. `secret` fields are never recorded and cannot be undone. `confidential` fields are
    recorded, and never told in the activity list.
    """

    version = models.PositiveIntegerField(default=1, editable=False)

    derived: ClassVar[frozenset[str]] = frozenset()
    secret: ClassVar[frozenset[str]] = frozenset()
    confidential: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        abstract = True

    def derive(self) -> None:
        """Work out the derived fields from the others, before every save."""

    def scope(self) -> int | None:
        """The account this record belongs to: who may see the account may see what happened to the record."""
        return None

    def refuse_removal(self, actor: Actor) -> None:
        """Raise Forbidden where the actor may not take out this very record; undo of its adding asks as well."""


def recorded(row: models.Model, names: Sequence[str] | None = None) -> dict[str, Any]:
    """The fields of a row as the audit trail keeps them: JSON values by column name."""
    derived = row.derived | {"version"} if isinstance(row, Row) else frozenset()
    secret = row.secret if isinstance(row, Row) else frozenset()
    return {
        field.attname: HIDDEN if field.name in secret else as_json(_exact(field, field.value_from_object(row)))
        for field in row._meta.concrete_fields
        if field.name not in derived and (names is None or field.name in names or field.attname in names)
    }


def _exact(field: models.Field[Any, Any], value: Any) -> Any:
    """A decimal with the places of its column, as it will be read again: 7.8 is stored as 7.80."""
    if isinstance(field, models.DecimalField) and value is not None:
        return Decimal(str(value)).quantize(Decimal(1).scaleb(-field.decimal_places))
    return value


def as_json(value: Any) -> Any:
    """A column's value as JSON can hold it.

    >>> as_json(date(2026, 2, 3)), as_json(Decimal("1.50"))
    ('2026-02-03', '1.50')
    """
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal | UUID) else value


def restored(model: type[models.Model], values: Mapping[str, Any]) -> dict[str, Any]:
    """Recorded values as the columns want them again."""
    columns = {field.attname: field for field in model._meta.concrete_fields}
    return {
        name: columns[name].to_python(value) for name, value in values.items() if name in columns and value != HIDDEN
    }
