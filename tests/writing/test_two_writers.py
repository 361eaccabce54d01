"""Several people writing at the same moment, each with a connection of their own, on whichever database this is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection

from highground.apps.accounts.models import Account, Figure, Total
from highground.apps.accounts.services import account_add, account_place, fact_add
from highground.apps.users.models import User
from highground.apps.users.roles import EVERY_PERMISSION, Role
from highground.apps.users.services import user_add, user_change
from highground.kit.actor import Actor
from highground.kit.audit.verification import verify

SETUP = Actor(None, "setup", EVERY_PERMISSION, via="test")
ROUNDS = 5

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(writes: Sequence[Callable[[], Any]]) -> list[str]:
    """Start all writes together; gives for each `done` or the name of what stopped it."""
    start, told = Barrier(len(writes)), [""] * len(writes)

    def run(place: int, write: Callable[[], Any]) -> None:
        start.wait()
        try:
            write()
            told[place] = "done"
        except Exception as error:
            told[place] = type(error).__name__
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(writes)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


def account(name: str, parent: Account | None = None) -> Account:
    attached = {"parent": parent, "attachment": "subsidiary"} if parent else {}
    return account_add(SETUP, values={"name": name, **attached}).value


def figure(of: Account, period: str, cents: int = 100) -> Callable[[], Any]:
    values = {"kind": "revenue", "period": period, "cents": cents, "currency": "EUR"}
    return lambda: fact_add(SETUP, account_id=of.pk, kind="figure", values=values)


def test_figures_of_one_group_all_reach_its_total() -> None:
    for _round in range(ROUNDS):
        top = account("集团")
        members = [account(f"成员{number}", top) for number in range(3)]
        told = at_once([figure(member, "2025", 10**number) for number, member in enumerate(members)])
        assert told == ["done"] * 3
        assert Total.objects.get(account=top, year=2025).group_cents == 111
    assert verify().faults == ()


def test_of_two_overlapping_periods_one_is_kept() -> None:
    for _round in range(ROUNDS):
        one = account("天河电信")
        assert sorted(at_once([figure(one, "2024"), figure(one, "2024-Q3")])) == ["InputError", "done"]
        assert Figure.objects.filter(account=one).count() == 1


def test_two_accounts_that_move_under_each_other_make_no_circle() -> None:
    for _round in range(ROUNDS):
        a, b = account("甲"), account("乙")

        def under(lower: Account, upper: Account) -> Callable[[], Any]:
            values = {"parent": upper, "attachment": "subsidiary"}
            return lambda: account_place(SETUP, account_id=lower.pk, values=values)

        assert sorted(at_once([under(a, b), under(b, a)])) == ["InputError", "done"]
        assert Account.objects.filter(pk__in=(a.pk, b.pk), parent__isnull=True).count() == 1


def test_two_administrators_who_step_down_leave_one() -> None:
    for number in range(ROUNDS):
        for user in User.objects.all():
            User.objects.filter(pk=user.pk).update(role=Role.VIEWER)
        pair = [
            user_add(SETUP, username=f"{name}{number}", name=name, role=Role.ADMINISTRATOR).value
            for name in ("zhou", "zhao")
        ]

        def step_down(user: User) -> Callable[[], Any]:
            return lambda: user_change(SETUP, user_id=user.pk, values={"role": Role.VIEWER})

        assert sorted(at_once([step_down(user) for user in pair])) == ["Conflict", "done"]
        assert User.objects.filter(role=Role.ADMINISTRATOR).count() == 1


def test_the_same_fact_twice_is_told_not_broken() -> None:
    for _round in range(ROUNDS):
        one = account("天河电信")
        told = at_once([figure(one, "2025"), figure(one, "2025")])
        assert "done" in told
        assert "IntegrityError" not in told
        assert Figure.objects.filter(account=one).count() == 1
