"""One order of names on every database: by code point, as SQLite has it and Python."""

from __future__ import annotations

from collections.abc import Callable

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def by_code_point(*columns: tuple[str, str]) -> Callable[[Apps, BaseDatabaseSchemaEditor], None]:
    """A migration step for columns (table, column): PostgreSQL otherwise sorts by the language of its cluster."""

    def step(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        if schema_editor.connection.vendor != "postgresql":
            return
        for table, column in columns:
            with schema_editor.connection.cursor() as cursor:
                cursor.execute(
                    "SELECT format_type(atttypid, atttypmod) FROM pg_attribute "
                    "WHERE attrelid = %s::regclass AND attname = %s",
                    (table, column),
                )
                (kind,) = cursor.fetchone()
            schema_editor.execute(f'ALTER TABLE "{table}" ALTER COLUMN "{column}" TYPE {kind} COLLATE "C"')

    return step
