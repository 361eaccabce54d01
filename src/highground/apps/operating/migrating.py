"""Bringing the tables to the shape this version wants."""

from __future__ import annotations

import os
from collections import defaultdict
from pathlib import Path

from django.core.management import call_command
from django.db import connection

from highground.config.start import migrations_state
from highground.core.faults import fault
from highground.core.text import Text


def applied_migrations() -> dict[str, list[str]]:
    """The migrations the database has, by subject."""
    found = defaultdict(list)
    for app, name in sorted(migrations_state().loader.applied_migrations):
        found[app].append(name)
    return dict(found)


def known_migrations() -> set[tuple[str, str]]:
    """The migrations this version of the program has."""
    return set(migrations_state().loader.disk_migrations)


def migrate() -> int:
    """Bring the tables up to date; gives how many migrations that took. Each is done whole or not at all."""
    executor = migrations_state()
    wanted = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    return wanted


def private_file() -> None:
    """Where the database is a file: make it, if need be, and let its owner alone read it.

    Raises InputError where it cannot be made. SQLite gives the files beside it the same rights.
    """
    if connection.vendor != "sqlite":
        return
    path = Path(str(connection.settings_dict["NAME"]))
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        for file in (path, Path(f"{path}-wal"), Path(f"{path}-shm")):
            if file.exists():
                file.chmod(0o600)
    except OSError as error:
        raise fault(Text("%(path)s cannot be written: %(why)s", {"path": path, "why": error.strerror})) from None
