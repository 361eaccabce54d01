"""What the rows must be if the audit trail tells all: its entries carried out again, on paper."""

from __future__ import annotations

from typing import Any

from django.apps import apps

from highground.kit.audit.models import Entry
from highground.kit.rows import HIDDEN, Row, recorded

Rows = dict[tuple[str, Any], dict[str, Any]]
FROM_THE_START = frozenset({("accounts.workspace", 1)})
"""The row that a migration makes: the trail knows the changes of it alone."""


def rows_by_trail() -> Rows:
    """Every row as the entries leave it."""
    found: Rows = {}
    for changes in Entry.objects.order_by("number").values_list("changes", flat=True):
        for change in changes:
            key = (change["model"], change["key"])
            if change["after"]:
                found.setdefault(key, {}).update(change["after"])
            elif change["before"]:
                del found[key]
    return found


def rows_there() -> Rows:
    """Every row that only operations write."""
    return {
        (model._meta.label_lower, row.pk): recorded(row)
        for model in apps.get_models()
        if issubclass(model, Row)
        for row in model._default_manager.all()
    }


def differences() -> list[object]:
    """Rows that the trail does not tell of, that it tells of and are not there, or that are otherwise."""
    told, there = rows_by_trail(), rows_there()
    return [
        (key, told.get(key), there.get(key))
        for key in told.keys() | there.keys()
        if key not in FROM_THE_START and not _same(told.get(key), there.get(key))
    ]


def _same(told: dict[str, Any] | None, there: dict[str, Any] | None) -> bool:
    if told is None or there is None:
        return False
    return told.keys() == there.keys() and all(there[name] == told[name] or told[name] == HIDDEN for name in told)
