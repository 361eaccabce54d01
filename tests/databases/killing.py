"""`python -m tests.databases.killing ROUNDS`: kill -9 somebody who writes, look what is left, and again.

Each round forks a process that writes without a pause and is killed after a random while. Prints a line a round:
entries in the trail, what was wrong.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time

from highground.config.start import start

LONGEST_SECONDS = 0.25


def write_without_end(begun: int) -> None:
    """Groups, figures, people, notes: operations that write several rows each, and move totals."""
    from highground.apps.accounts.models import Account
    from highground.apps.accounts.services import account_add, account_place, fact_add, note_add
    from highground.apps.people.services import person_add
    from highground.apps.users.models import User
    from highground.apps.users.roles import EVERY_PERMISSION
    from highground.kit.actor import Actor

    user = User.objects.get()
    actor = Actor(user.pk, str(user), EVERY_PERMISSION)
    os.write(begun, b"!")
    number = 0
    while True:
        number += 1
        parent = Account.objects.filter(parent=None).order_by("?").first()
        place = {"parent": parent, "attachment": "subsidiary"} if parent and number % 3 else {}
        account = account_add(actor, values={"name": f"李强制造 {number}", **place}).value
        figure = {"kind": "revenue", "period": "2026", "cents": number * 1000, "currency": "EUR"}
        fact_add(actor, account_id=account.pk, kind="figure", values=figure)
        person_add(actor, account_id=account.pk, values={"name": "王芳"}, position={"title": "CTO"})
        note_add(actor, account_id=account.pk, text="敏感" * 200)
        account_place(actor, account_id=account.pk, values={"parent": None, "attachment": ""})


def write_and_be_killed(after: float) -> None:
    """One round: begin, write, die."""
    reading, begun = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            write_without_end(begun)
        finally:
            os._exit(1)
    os.close(begun)
    assert os.read(reading, 1) == b"!", "the writer fell before it began"
    os.close(reading)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    _pid, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "the writer fell before it was killed"


def what_is_left() -> tuple[int, list[object]]:
    """Entries in the trail, and everything that is wrong."""
    from highground.apps.operating.checks import totals_faults
    from highground.apps.operating.snapshot import snapshot
    from highground.kit.audit.verification import verify
    from tests.databases.replay import differences

    with snapshot():
        trail = verify()
        return trail.entries, [*map(str, trail.faults), *map(str, totals_faults()), *differences()]


def main(rounds: int) -> None:
    """All rounds on one workspace, so that each begins with what the last one left."""
    from django.db import connection

    from highground.apps.users.selectors import command_actor
    from highground.apps.users.services import user_add

    user_add(command_actor(), username="wang", name="王芳", role="administrator")
    dice = random.Random(20260203)
    for _round in range(rounds):
        connection.close()
        write_and_be_killed(dice.uniform(0, LONGEST_SECONDS))
        print(*what_is_left())


if __name__ == "__main__":
    start()
    main(int(sys.argv[1]))
