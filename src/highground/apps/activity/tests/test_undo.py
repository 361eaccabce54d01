"""Undo: what an operation wrote is put back, or nothing is."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from highground.apps.accounts.models import Account, Competitor, Figure, Note, TeamMember, Total
from highground.apps.accounts.services import (
    account_add,
    account_archive,
    account_change,
    account_place,
    fact_add,
    fact_change,
    fact_remove,
    note_add,
    note_read,
    team_remove,
)
from highground.apps.activity.selectors import told
from highground.apps.activity.services import UNDO_DAYS, undo
from highground.apps.users.models import User
from highground.apps.users.roles import EVERY_PERMISSION, Role
from highground.apps.users.selectors import actor_of
from highground.apps.users.services import user_add, user_settings
from highground.kit.actor import Actor
from highground.kit.audit.models import Entry
from highground.kit.audit.verification import verify
from highground.kit.clock import now
from highground.kit.operations import Done
from highground.kit.problems import Conflict, Forbidden, InUse, NotFound
from highground.kit.rows import recorded

SETUP = Actor(None, "setup", EVERY_PERMISSION, via="test")


def manager() -> Actor:
    """An account manager, after the administrator every workspace needs."""
    if not User.objects.filter(role=Role.ADMINISTRATOR).exists():
        user_add(SETUP, username="zhou", name="周敏", role=Role.ADMINISTRATOR)
    return actor_of(user_add(SETUP, username=f"user{User.objects.count()}", name="方程", role=Role.MANAGER).value)


def figure(period: str = "2025", cents: int = 100_00) -> dict[str, object]:
    return {"kind": "revenue", "period": period, "cents": cents, "currency": "EUR"}


def test_a_change_is_put_back_and_the_trail_says_so(db: None) -> None:
    actor = manager()
    account = account_add(actor, values={"name": "天河电信"}).value
    done = account_change(actor, account_id=account.pk, values={"name": "天河电信集团"})
    assert done.entry is not None
    taken_back = undo(actor, number=done.entry)
    assert Account.objects.get(pk=account.pk).name == "天河电信"
    assert Entry.objects.get(number=taken_back.entry or 0).reverses == done.entry
    assert verify().faults == ()


def test_an_undo_can_be_undone(db: None) -> None:
    actor = manager()
    account = account_add(actor, values={"name": "天河电信"}).value
    done = account_change(actor, account_id=account.pk, values={"name": "天河电信集团"})
    back = undo(actor, number=done.entry or 0)
    undo(actor, number=back.entry or 0)
    assert Account.objects.get(pk=account.pk).name == "天河电信集团"


def test_what_was_taken_out_comes_back_whole_and_the_totals_with_it(db: None) -> None:
    actor = manager()
    account = account_add(actor, values={"name": "天河电信"}).value
    fact = fact_add(actor, account_id=account.pk, kind="figure", values={**figure(), "source": "对账单"}).value
    before = recorded(fact)
    done = fact_remove(actor, account_id=account.pk, kind="figure", fact_id=fact.pk)
    assert not Total.objects.exists()
    undo(actor, number=done.entry or 0)
    assert recorded(Figure.objects.get(pk=fact.pk)) == before
    assert Total.objects.get(account=account, year=2025).own_cents == 100_00


def test_what_changed_since_is_not_overwritten(db: None) -> None:
    actor = manager()
    account = account_add(actor, values={"name": "天河电信"}).value
    done = account_change(actor, account_id=account.pk, values={"name": "天河电信集团"})
    account_change(actor, account_id=account.pk, values={"name": "天河通信"})
    with pytest.raises(Conflict, match="changed again since"):
        undo(actor, number=done.entry or 0)
    assert Account.objects.get(pk=account.pk).name == "天河通信"


def test_nothing_is_undone_twice(db: None) -> None:
    actor = manager()
    account = account_add(actor, values={"name": "天河电信"}).value
    done = account_archive(actor, account_id=account.pk)
    undo(actor, number=done.entry or 0)
    with pytest.raises(Conflict, match="undone already"):
        undo(actor, number=done.entry or 0)


def test_after_thirty_days_it_stays(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    actor = manager()
    account = account_add(actor, values={"name": "天河电信"}).value
    done = account_archive(actor, account_id=account.pk)
    monkeypatch.setattr("highground.apps.activity.services.now", lambda: now() + timedelta(days=UNDO_DAYS, hours=1))
    with pytest.raises(Conflict, match="days old"):
        undo(actor, number=done.entry or 0)


def test_undo_needs_the_permission_of_what_it_takes_back(db: None) -> None:
    actor = manager()
    account = account_add(actor, values={"name": "天河电信"}).value
    done = account_archive(actor, account_id=account.pk)
    member = user_add(SETUP, username="wang", name="王芳", role=Role.MEMBER).value
    TeamMember.objects.create(account=account, user=member)
    with pytest.raises(Forbidden):
        undo(actor_of(member), number=done.entry or 0)


def test_what_happened_at_a_foreign_account_is_not_there_to_undo(db: None) -> None:
    actor = manager()
    account = account_add(actor, values={"name": "天河电信"}).value
    done = account_archive(actor, account_id=account.pk)
    with pytest.raises(NotFound):
        undo(manager(), number=done.entry or 0)


def test_a_reading_cannot_be_unread(db: None) -> None:
    actor = manager()
    account = account_add(actor, values={"name": "天河电信"}).value
    note = note_add(actor, account_id=account.pk, text="谈判底线", is_sensitive=True).value
    done = note_read(actor, account_id=account.pk, note_id=note.pk)
    with pytest.raises(Conflict, match="cannot be undone"):
        undo(actor, number=done.entry or 0)


def test_an_undo_that_would_leave_a_circle_is_refused(db: None) -> None:
    actor = manager()
    upper = account_add(actor, values={"name": "集团"}).value
    lower = account_add(actor, values={"name": "子公司", "parent": upper, "attachment": "subsidiary"}).value
    freed = account_place(actor, account_id=lower.pk, values={"parent": None, "attachment": ""})
    account_place(actor, account_id=upper.pk, values={"parent": lower, "attachment": "subsidiary"})
    with pytest.raises(ValueError, match="belong to itself"):
        undo(actor, number=freed.entry or 0)
    assert Account.objects.get(pk=lower.pk).parent_id is None


def test_leaving_the_team_can_be_taken_back_only_by_who_still_sees_it(db: None) -> None:
    actor = manager()
    account = account_add(actor, values={"name": "天河电信"}).value
    done = team_remove(actor, account_id=account.pk, member_id=account.team.get().pk)
    with pytest.raises(NotFound):
        undo(actor, number=done.entry or 0)
    undo(SETUP, number=done.entry or 0)
    assert account.team.get().user_id == actor.user_id


def test_the_activity_never_tells_the_text_of_a_note(db: None) -> None:
    actor = manager()
    account = account_add(actor, values={"name": "天河电信"}).value
    note_add(actor, account_id=account.pk, text="谈判底线", is_sensitive=True)
    entries = list(Entry.objects.filter(operation="accounts.note_add"))
    assert "谈判底线" in str(entries[0].changes)
    assert "谈判底线" not in str(told(actor, entries)[0].changes)
    assert Note.objects.get().text == "谈判底线"


def test_adding_is_not_undone_once_something_hangs_on_it(db: None) -> None:
    actor = manager()
    added = account_add(actor, values={"name": "天河电信"})
    fact_add(actor, account_id=added.value.pk, kind="contract", values={"title": "框架"})
    with pytest.raises(InUse):
        undo(actor, number=added.entry or 0)
    assert Account.objects.get(pk=added.value.pk).contracts.count() == 1


def test_a_decimal_is_undone_as_it_was_written(db: None) -> None:
    actor = manager()
    account = account_add(actor, values={"name": "天河电信"}).value
    values = {"competitor": Competitor(name="对手"), "share_percent": Decimal("7.8")}
    done = fact_add(actor, account_id=account.pk, kind="footprint", values=values)
    key = {"account_id": account.pk, "kind": "footprint", "fact_id": done.value.pk}
    changed = fact_change(actor, **key, values={"share_percent": Decimal("9.1")})
    undo(actor, number=changed.entry or 0)
    assert account.footprints.get().share_percent == Decimal("7.80")


def test_a_dash_is_a_value_like_any_other(db: None) -> None:
    actor = manager()
    account = account_add(actor, values={"name": "天河电信", "about": "—"}).value
    done = account_change(actor, account_id=account.pk, values={"about": "已了解"})
    undo(actor, number=done.entry or 0)
    assert Account.objects.get(pk=account.pk).about == "—"


def test_somebody_elses_note_is_not_taken_out_by_way_of_undo(db: None) -> None:
    actor = manager()
    account = account_add(actor, values={"name": "天河电信"}).value
    done = note_add(actor, account_id=account.pk, text="谈判底线", is_sensitive=True)
    member = user_add(SETUP, username="wang", name="王芳", role=Role.MEMBER).value
    TeamMember.objects.create(account=account, user=member)
    with pytest.raises(Forbidden):
        undo(actor_of(member), number=done.entry or 0)
    assert Note.objects.count() == 1


def test_own_settings_are_undone_by_oneself_alone(db: None) -> None:
    actor = manager()
    done = user_settings(actor, values={"theme": "dark"})
    with pytest.raises(Forbidden):
        undo(SETUP, number=done.entry or 0)
    undo(actor, number=done.entry or 0)
    assert User.objects.get(pk=actor.key).theme == "auto"


def test_an_account_does_not_come_back_under_a_group_that_is_no_longer_shared(db: None) -> None:
    actor = manager()
    group = account_add(SETUP, values={"name": "北极星控股"}).value
    account = account_add(actor, values={"name": "天河电信"}).value
    done = account_place(SETUP, account_id=account.pk, values={"parent": group, "attachment": "subsidiary"})
    freed = account_place(SETUP, account_id=account.pk, values={"parent": None, "attachment": ""})
    assert done.entry
    with pytest.raises(NotFound):
        undo(actor, number=freed.entry or 0)
    changes = str(told(actor, list(Entry.objects.filter(number__in=(done.entry or 0, freed.entry or 0)))))
    assert "北极星控股" not in changes


class AnyWork(TestCase):
    """Whatever was done, undoing all of it in turn gives back what was."""

    @given(
        st.lists(
            st.one_of(
                st.tuples(st.just("name"), st.sampled_from(["甲", "乙", "丙"])),
                st.tuples(st.just("cents"), st.integers(-(10**9), 10**9)),
                st.tuples(st.just("class"), st.sampled_from(["S", "A", ""])),
            ),
            max_size=6,
        )
    )
    def test_undoing_everything_gives_back_the_start(self, steps: list[tuple[str, object]]) -> None:
        actor = manager()
        account = account_add(actor, values={"name": "天河电信"}).value
        fact = fact_add(actor, account_id=account.pk, kind="figure", values=figure()).value
        start = recorded(account), recorded(fact), Total.objects.values_list("own_cents", "group_cents").get()
        numbers = []
        done: Done[Any]
        for kind, value in steps:
            if kind == "cents":
                key = {"account_id": account.pk, "kind": "figure", "fact_id": fact.pk}
                done = fact_change(actor, **key, values={"cents": value})
            elif kind == "class":
                done = account_place(actor, account_id=account.pk, values={"account_class": value})
            else:
                done = account_change(actor, account_id=account.pk, values={"name": value})
            if done.entry is not None:
                numbers.append(done.entry)
        for number in reversed(numbers):
            undo(actor, number=number)
        fresh = Account.objects.get(pk=account.pk), Figure.objects.get(pk=fact.pk)
        totals = Total.objects.values_list("own_cents", "group_cents").get()
        assert (recorded(fresh[0]), recorded(fresh[1]), totals) == start
        assert verify().faults == ()
