"""The last number each table gave out: a row that is gone never gives its number to another one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import connection, models


def last_numbers(tables: Iterable[type[models.Model]]) -> dict[str, int]:
    """The last number given out, by table; tables that number nothing are left out."""
    read = _postgresql_last if connection.vendor == "postgresql" else _sqlite_last
    return {model._meta.label_lower: read(model) for model in tables if _is_numbered(model)}


def set_last_numbers(tables: Iterable[type[models.Model]], numbers: Mapping[str, int]) -> None:
    """Go on numbering after these, never before a row that is there."""
    write = _postgresql_set if connection.vendor == "postgresql" else _sqlite_set
    for model in tables:
        if _is_numbered(model):
            highest = model._base_manager.aggregate(highest=models.Max("pk"))["highest"] or 0
            write(model, max(numbers.get(model._meta.label_lower, 0), highest))


def _is_numbered(model: type[models.Model]) -> bool:
    return model._meta.auto_field is not None


def _sqlite_last(model: type[models.Model]) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [model._meta.db_table])
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def _sqlite_set(model: type[models.Model], last: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [model._meta.db_table])
        if last:
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [model._meta.db_table, last])


def _postgresql_last(model: type[models.Model]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT last_value, is_called FROM {_sequence(model)}")  # noqa: S608 -- PostgreSQL's own name
        last, is_called = cursor.fetchone()
    return int(last) if is_called else 0


def _postgresql_set(model: type[models.Model], last: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval(%s::regclass, %s, %s)", [_sequence(model), max(last, 1), last > 0])


def _sequence(model: type[models.Model]) -> str:
    """The sequence behind the table's key, quoted as PostgreSQL gives it."""
    column = model._meta.auto_field.column if model._meta.auto_field else ""
    with connection.cursor() as cursor:
        table = connection.ops.quote_name(model._meta.db_table)
        cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [table, column])
        return str(cursor.fetchone()[0])
