"""Making a backup: every row of the workspace as it is at one moment, in one file."""

from __future__ import annotations

from collections.abc import Callable
from importlib import metadata
from pathlib import Path

from highground.apps.operating.archive import Manifest, Writer, new_file
from highground.apps.operating.migrating import applied_migrations
from highground.apps.operating.numbering import last_numbers
from highground.apps.operating.snapshot import snapshot
from highground.apps.operating.tables import row_count, row_lines, tables
from highground.kit.audit.verification import verify
from highground.kit.clock import now
from highground.kit.console import counting


def backup(path: Path, *, label: str, force: bool = False) -> Manifest:
    """Write the workspace to a file that only its owner may read. Raises InputError where it cannot be written.

    A trail that is broken already is backed up as it is, and the manifest says so.
    """
    with new_file(path, force=force) as stream, snapshot(), Writer(stream) as writer:
        total = sum(row_count(model) for model in tables())
        with counting(label, total) as counted:
            done = 0
            for model in tables():
                writer.table(model._meta.label_lower, row_lines(model), _after(done, counted))
                done += writer.parts[model._meta.label_lower].rows
        manifest = _manifest(writer)
        writer.describe(manifest)
    return manifest


def _after(start: int, counted: Callable[[int], None]) -> Callable[[int], None]:
    return lambda rows: counted(start + rows)


def _manifest(writer: Writer) -> Manifest:
    trail = verify()
    return Manifest(
        version=metadata.version("highground"),
        made_at=now().isoformat(timespec="seconds"),
        migrations=applied_migrations(),
        tables=writer.parts,
        numbers=last_numbers(tables()),
        entries=trail.entries,
        seal=trail.seal,
        trail_faults=len(trail.faults),
    )
