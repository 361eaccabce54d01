"""`python -m tests.databases.queueing`: leave a task for the worker, and print what became of it."""

import sys
import time

from highground.config.start import start

PATIENCE_SECONDS = 60


def main() -> str:
    """How the task ended."""
    from django_tasks import TaskResultStatus

    from highground.apps.accounts.tasks import totals_rebuild_task

    result = totals_rebuild_task.enqueue()
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end and result.status in (TaskResultStatus.READY, TaskResultStatus.RUNNING):
        time.sleep(0.1)
        result.refresh()
    return str(result.status)


if __name__ == "__main__":
    start()
    sys.exit(0 if main() == "SUCCESSFUL" else 1)
