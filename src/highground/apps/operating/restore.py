"""Restoring a backup: all of it in the place of what is there, or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import Error, connection, transaction

from highground.apps.accounts.totals import totals_rebuild_all
from highground.apps.operating.archive import Manifest, Reader
from highground.apps.operating.migrating import applied_migrations, known_migrations
from highground.apps.operating.numbering import set_last_numbers
from highground.apps.operating.tables import empty_all, tables, write_lines
from highground.core.faults import InputError, fault
from highground.core.text import Text
from highground.kit.audit.guard import guard_lifted
from highground.kit.audit.models import Entry
from highground.kit.audit.verification import Verification, verify
from highground.kit.console import byte_progress, counting
from highground.kit.language import _
from highground.kit.paths import cannot_read


def restore(path: Path, *, replace: bool = False) -> Verification:
    """Put a backup in the place of what is there; gives what a check of its trail found.

    Raises InputError, and then nothing was changed. A trail that was broken when the backup was made stays so.
    """
    try:
        stream = path.open("rb")
    except OSError as error:
        raise cannot_read(path, error) from None
    with stream:
        reader = Reader(stream, path.stat().st_size)
        _refuse_other_version(reader.manifest)
        size = sum(part.bytes for part in reader.manifest.tables.values())
        with byte_progress(_("Checking %(file)s") % {"file": path.name}, size) as progress:
            reader.check(progress)
        with _misfits(), transaction.atomic():
            if not (replace or is_new()):
                raise fault(Text("This workspace is not empty: make a backup of it, then add --replace"))
            trail = _put(reader)
    ContentType.objects.clear_cache()
    cache.clear()
    return trail


def _put(reader: Reader) -> Verification:
    """Empty every table, write every row, go on numbering where the backup stopped, and check the trail."""
    done = 0
    with counting(_("Restoring"), reader.manifest.rows) as counted, guard_lifted(connection):
        empty_all()
        for model in tables():
            label = model._meta.label_lower
            for rows in write_lines(model, reader.lines(label)):
                counted(done + rows)
            done += reader.manifest.tables[label].rows
        connection.check_constraints()
        set_last_numbers(tables(), reader.manifest.numbers)
    # The backup leaves out what the worker had still to do, and that may have been these.
    totals_rebuild_all()
    return _checked_trail(reader.manifest)


def _checked_trail(manifest: Manifest) -> Verification:
    trail = verify(anchor=manifest.seal)
    if trail.faults and not manifest.trail_faults:
        raise InputError(trail.faults)
    if (trail.entries, trail.seal) != (manifest.entries, manifest.seal):
        raise fault(Text("Its audit trail does not end where its manifest says"))
    return trail


def _refuse_other_version(manifest: Manifest) -> None:
    """Raise InputError where the tables of the backup have another shape than those here."""
    theirs = {(app, name) for app, names in manifest.migrations.items() for name in names}
    ours = {(app, name) for app, names in applied_migrations().items() for name in names}
    if theirs - known_migrations():
        raise fault(
            Text("It was made by a newer version, %(version)s: install that one", {"version": manifest.version})
        )
    if theirs != ours:
        raise fault(
            Text(
                "It was made by an older version, %(version)s: restore it with that one, then upgrade",
                {"version": manifest.version},
            )
        )
    if set(manifest.tables) != {model._meta.label_lower for model in tables()}:
        raise fault(Text("It does not hold the tables its manifest names: it was cut off or changed"))


def is_new() -> bool:
    """Whether nobody has used the workspace yet: whoever writes in it is a user or leaves an entry."""
    return not (Entry.objects.exists() or get_user_model()._default_manager.exists())


@contextmanager
def _misfits() -> Iterator[None]:
    """Say in our words that the database refused a row."""
    try:
        yield
    except InputError:
        raise
    except (Error, ValueError, OverflowError) as error:
        why = (str(error).strip().splitlines() or [""])[0]
        raise fault(Text("The database refused a row of it: %(why)s", {"why": why})) from None
