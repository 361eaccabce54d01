"""What happens after a test that commits: every table is emptied, and the rows of a new workspace come back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, models, transaction
from django.test import TransactionTestCase

from highground.apps.operating.tables import row_lines, tables, write_lines
from highground.kit.audit.guard import guard_lifted

DJANGOS_OWN = frozenset({"auth", "contenttypes"})
"""Django itself puts these back when tables are emptied."""


@contextmanager
def first_rows_after_flush() -> Iterator[None]:
    """Past the guard of the audit trail, which would refuse to be emptied."""
    flush: Any = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]
    rows = first_rows()

    def emptied(case: Any) -> None:
        with transaction.atomic():
            with guard_lifted(connection):
                flush(case)
            for model, lines in rows.items():
                list(write_lines(model, lines))

    TransactionTestCase._fixture_teardown = emptied  # type: ignore[attr-defined]
    yield
    TransactionTestCase._fixture_teardown = flush  # type: ignore[attr-defined]


def first_rows() -> dict[type[models.Model], list[bytes]]:
    """The rows that migrations leave."""
    return {model: list(row_lines(model)) for model in tables() if model._meta.app_label not in DJANGOS_OWN}
