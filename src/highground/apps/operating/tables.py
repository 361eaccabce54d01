"""The tables of a workspace: which of them a backup holds, and their rows as JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management.color import no_style
from django.db import connection, models

from highground.core.faults import fault
from highground.core.text import Text
from highground.kit.rows import as_json

LEFT_OUT = frozenset({"sessions.session", "django_tasks_database.dbtaskresult"})
"""Tables of the moment: who is signed in, and what the worker has been told. A restored workspace starts without."""
BATCH = 2000


def tables() -> list[type[models.Model]]:
    """Every table that a backup holds, by name; tables between two others included."""
    return [model for model in _all_tables() if model._meta.label_lower not in LEFT_OUT]


def _all_tables() -> list[type[models.Model]]:
    managed = [model for model in apps.get_models(include_auto_created=True) if _is_table(model)]
    return sorted(managed, key=lambda model: model._meta.label_lower)


def _is_table(model: type[models.Model]) -> bool:
    return model._meta.managed and not model._meta.proxy


def row_count(model: type[models.Model]) -> int:
    """How many rows there are."""
    return model._base_manager.count()


def row_lines(model: type[models.Model]) -> Iterator[bytes]:
    """Every row as a line of JSON: the columns in the order of the table, by key. The same rows give the same bytes."""
    names = [field.attname for field in model._meta.concrete_fields]
    encoder = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    rows = model._base_manager.order_by("pk").values_list(*names)
    for row in rows.iterator(chunk_size=BATCH):
        yield encoder.encode([as_json(value) for value in row]).encode() + b"\n"


def column_names(model: type[models.Model]) -> list[str]:
    """The columns, in the order of a line."""
    return [str(field.column) for field in model._meta.concrete_fields]


def empty_all() -> None:
    """Take every row out of every table, those of the moment included. The triggers of the trail must be lifted."""
    names = [model._meta.db_table for model in _all_tables()]
    with connection.cursor() as cursor:
        for statement in connection.ops.sql_flush(no_style(), names, reset_sequences=True):
            cursor.execute(statement)


def write_lines(model: type[models.Model], lines: Iterable[bytes]) -> Iterator[int]:
    """Write rows as they were read; gives the number written so far. Raises InputError for what is no row.

    Past Django's own save on purpose: columns that are filled in by themselves must stay as they were.
    """
    fields = model._meta.concrete_fields
    statement = _insert(model)
    written = 0
    with connection.cursor() as cursor:
        for batch in _batches(lines):
            cursor.executemany(statement, [_values(fields, line, model) for line in batch])
            written += len(batch)
            yield written


def _batches(lines: Iterable[bytes]) -> Iterator[list[bytes]]:
    batch: list[bytes] = []
    for line in lines:
        batch.append(line)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _insert(model: type[models.Model]) -> str:
    quote = connection.ops.quote_name
    columns = ", ".join(quote(column) for column in column_names(model))
    slots = ", ".join(["%s"] * len(model._meta.concrete_fields))
    return f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({slots})"  # noqa: S608 -- names of our own


def _values(fields: Sequence[models.Field[Any, Any]], line: bytes, model: type[models.Model]) -> list[Any]:
    try:
        row = json.loads(line)
        pairs = zip(fields, row, strict=True)
        return [field.get_db_prep_save(field.to_python(value), connection) for field, value in pairs]
    except (ValueError, TypeError, RecursionError, ValidationError):
        raise fault(Text("%(table)s holds a row that cannot be read", {"table": model._meta.label_lower})) from None
