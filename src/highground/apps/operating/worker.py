"""The background worker: does what requests leave for later. Run as `python -m highground.apps.operating.worker`."""

from __future__ import annotations

import logging

from django.core.management import call_command
from django.utils.crypto import get_random_string

from highground.config.start import start

KEPT_DAYS = 14
"""So long the results of what was done are kept."""
WAIT_SECONDS = 1.0


def work() -> None:
    """Do one task after another until told to stop; a task under way is finished first."""
    from django_tasks_db.management.commands.db_worker import Worker

    logging.getLogger("django_tasks_db").setLevel(logging.ERROR)
    call_command("prune_db_task_results", min_age_days=KEPT_DAYS, verbosity=0)
    worker = Worker(
        queue_names=["*"],
        interval=WAIT_SECONDS,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(32),
        excluded_queue_names=[],
    )
    worker.configure_signals()
    worker.run()


if __name__ == "__main__":
    start()
    work()
