"""What makes the database itself refuse to change or drop an entry of the trail."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from django.db.backends.base.base import BaseDatabaseWrapper

GUARD: Mapping[str, Sequence[str]] = {
    "sqlite": (
        "CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit_entry "
        "BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END",
        "CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit_entry "
        "BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END",
        # INSERT OR REPLACE takes out the entry that is there without firing the trigger on DELETE.
        "CREATE TRIGGER audit_no_replace BEFORE INSERT ON audit_entry "
        "WHEN EXISTS (SELECT 1 FROM audit_entry WHERE number = NEW.number) "
        "BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END",
    ),
    "postgresql": (
        "CREATE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the audit trail is append-only'; END $$",
        "CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON audit_entry "
        "FOR EACH ROW EXECUTE FUNCTION audit_append_only()",
        "CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit_entry "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only()",
    ),
}
"""The statements that set the guard, by kind of database."""
LIFT: Mapping[str, Sequence[str]] = {
    "sqlite": tuple(
        f"DROP TRIGGER IF EXISTS {name}" for name in ("audit_no_update", "audit_no_delete", "audit_no_replace")
    ),
    "postgresql": (
        "DROP TRIGGER IF EXISTS audit_no_change ON audit_entry",
        "DROP TRIGGER IF EXISTS audit_no_truncate ON audit_entry",
        "DROP FUNCTION audit_append_only()",
    ),
}
"""The statements that lift it."""


@contextmanager
def guard_lifted(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Let the trail be emptied, for a demonstration or a restored backup: within a transaction, all or nothing."""
    if not connection.in_atomic_block:
        raise RuntimeError("the guard of the audit trail is lifted within a transaction only")
    _run(connection, LIFT)
    yield
    _run(connection, GUARD)


def _run(connection: BaseDatabaseWrapper, statements: Mapping[str, Sequence[str]]) -> None:
    with connection.cursor() as cursor:
        for statement in statements[connection.vendor]:
            cursor.execute(statement)
