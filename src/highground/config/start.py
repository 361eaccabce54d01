"""Starting Django for a command."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from highground.core.faults import InputError, fault
from highground.core.text import Text
from highground.kit.console import input_faults
from highground.kit.language import _, current

if TYPE_CHECKING:
    from django.db.migrations.executor import MigrationExecutor


def start(*, migrated: bool = True) -> None:
    """Make the database and the subjects usable; what is wrong is printed and ends the command with exit code 2.

    `migrated` is whether the tables are to be there in their newest shape. Django is imported here and not above: the
    commands that need no database start without it.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "highground.config.settings")
    with input_faults(_("The environment")):
        _set_up()
    with input_faults(_("The database")):
        require_reachable(migrated=migrated)
        if migrated:
            require_migrated()


@contextmanager
def using_database(source: object) -> Iterator[None]:
    """Turn an InputError, or an error of the database, into its message and exit code 2."""
    from django.db import Error

    with input_faults(source):
        try:
            yield
        except Error as error:
            raise fault(Text("The database refused: %(why)s", {"why": _first_line(error)})) from None


def _set_up() -> None:
    import django
    from django.utils import translation

    django.setup()
    translation.activate("zh-hans" if current() == "zh_Hans" else "en")


def require_reachable(*, migrated: bool) -> None:
    """Raise InputError where the database does not answer, or is a file that is not there yet."""
    from django.db import DatabaseError, connection

    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite" and migrated and not (":memory:" in name or Path(name).exists()):
        raise _unmigrated()
    try:
        connection.ensure_connection()
    except (DatabaseError, ValueError, TypeError) as error:
        raise _unreachable(connection.vendor, name, error) from None


def require_migrated() -> None:
    """Raise InputError where tables are missing, or are those of a newer version."""
    from django.db import DatabaseError, connection

    try:
        executor = migrations_state()
    except DatabaseError as error:
        raise _unreachable(connection.vendor, str(connection.settings_dict["NAME"]), error) from None
    if unknown_migrations(executor):
        raise fault(
            Text("A newer version of Highground has written it already: install that version, or restore a backup.")
        )
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise _unmigrated()


def migrations_state() -> MigrationExecutor:
    """What migrations there are and which of them the database has."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    return MigrationExecutor(connection)


def unknown_migrations(executor: MigrationExecutor) -> list[tuple[str, str]]:
    """Migrations that the database has and this version of the program does not know."""
    known: dict[Any, Any] = executor.loader.disk_migrations
    apps = {app for app, _name in known}
    replaced = {key for migration in known.values() for key in migration.replaces}
    return [key for key in executor.loader.applied_migrations if key[0] in apps and key not in known.keys() | replaced]


def _unmigrated() -> InputError:
    return fault(Text("Its tables are not there, or are those of an older version: run highground migrate"))


def _unreachable(vendor: str, name: str, error: Exception) -> InputError:
    why = _first_line(error)
    if vendor == "sqlite":
        return fault(Text("The file %(path)s cannot be opened as a database: %(why)s", {"path": name, "why": why}))
    return fault(
        Text(
            "PostgreSQL does not answer: %(why)s. Start it, or correct HIGHGROUND_DATABASE_URL.",
            {"why": why.rstrip(".")},
        )
    )


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
