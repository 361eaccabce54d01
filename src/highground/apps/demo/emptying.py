"""Taking everything out of a demonstration, the audit trail included, so that it can be built anew."""

from __future__ import annotations

from django.core.management.color import no_style
from django.db import connection

from highground.apps.accounts.models import Workspace
from highground.kit.audit.guard import guard_lifted
from highground.kit.audit.models import Head
from highground.kit.clock import today

KEPT = frozenset({"django_content_type", "auth_permission"})
"""Tables of the program itself; those of migrations and of the cache are no model's and stay as well."""


def workspace_empty() -> None:
    """Empty every table of every subject and put in the two rows a new workspace starts with.

    Only within a transaction, and only for a demonstration: nothing here asks again.
    """
    existing = connection.introspection.django_table_names(only_existing=True, include_views=False)
    tables = [table for table in existing if table not in KEPT]
    connection.check_constraints()  # PostgreSQL truncates no table whose foreign keys wait for the commit
    with guard_lifted(connection), connection.cursor() as cursor:
        for statement in connection.ops.sql_flush(no_style(), tables, reset_sequences=True):
            cursor.execute(statement)
    Head.objects.create(pk=1)
    Workspace.objects.create(pk=1, value_year=today().year)
