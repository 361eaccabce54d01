"""Background work of the accounts subject, done by the worker beside the server."""

from __future__ import annotations

from django.db import transaction
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from highground.apps.accounts.totals import totals_rebuild_all
from highground.kit.audit.trail import hold


@task()
def totals_rebuild_task() -> None:
    """Work out every total again, as a whole or not at all."""
    with transaction.atomic():
        hold()
        totals_rebuild_all()


def totals_rebuild_later() -> None:
    """Have every total worked out again once what is being written is written."""
    transaction.on_commit(totals_rebuild_task.enqueue)


def totals_are_pending() -> bool:
    """Whether totals are still to be worked out again, or could not be."""
    return DBTaskResult.objects.filter(
        task_path=totals_rebuild_task.module_path, status__in=("READY", "RUNNING", "FAILED")
    ).exists()
