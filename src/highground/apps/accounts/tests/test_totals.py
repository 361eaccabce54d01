"""What accounts are worth: stored totals against a sum by recursion, after any sequence of operations."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from highground.apps.accounts.models import Account, ExchangeRate, Figure, Total, Workspace
from highground.apps.accounts.services import account_add, account_place, fact_add, fact_change, fact_remove
from highground.apps.accounts.totals import COLUMNS, totals_rebuild_all
from highground.apps.activity.services import undo
from highground.apps.users.selectors import command_actor
from highground.core.faults import InputError
from highground.kit.problems import Conflict

pytestmark = pytest.mark.django_db
ACTOR = command_actor()
RATES = {("CNY", 2026): Decimal("0.12753333"), ("USD", 2026): Decimal("0.9171"), ("USD", 2025): Decimal("0.88")}
"""There is none for CNY in 2025, and none for JPY."""
COUNT = 7
OPERATIONS = st.lists(
    st.tuples(
        st.sampled_from(("add", "add", "add", "change", "remove", "move", "move", "undo")),
        st.integers(0, COUNT - 1),
        st.none() | st.integers(0, COUNT - 1),
        st.sampled_from(("2026", "2026-Q1", "2026-05", "2025", "2025-Q4")),
        st.sampled_from(("EUR", "CNY", "USD", "JPY")),
        st.sampled_from(("revenue", "revenue", "potential")),
        st.integers(-(10**6), 10**12),
    ),
    max_size=25,
)
Row = tuple[int | None, ...]


def workspace_in_euro() -> None:
    Workspace.objects.update(currency="EUR", value_year=2026)
    ExchangeRate.objects.all().delete()
    for (currency, year), rate in RATES.items():
        ExchangeRate.objects.create(target="EUR", currency=currency, year=year, rate=rate, source="made up")


def account(name: str, parent: Account | None = None) -> Account:
    values = {"name": name, "parent": parent, "attachment": "subsidiary" if parent else ""}
    return account_add(ACTOR, values=values).value


def figure(of: Account, cents: int, period: str = "2026", currency: str = "EUR", kind: str = "revenue") -> Figure:
    values = {"kind": kind, "period": period, "cents": cents, "currency": currency}
    added = fact_add(ACTOR, account_id=of.pk, kind="figure", values=values).value
    assert isinstance(added, Figure)
    return added


def place(moved: Account, parent: Account | None) -> int | None:
    values = {"parent": parent, "attachment": "region" if parent else ""}
    return account_place(ACTOR, account_id=moved.pk, values=values).entry


def stored() -> dict[tuple[int, int], Row]:
    return {
        (total.account_id, total.year): tuple(getattr(total, column) for column in COLUMNS)
        for total in Total.objects.all()
    }


def by_recursion() -> dict[tuple[int, int], Row]:
    """Every total by its definition, from the figures, account by account."""
    children: dict[int | None, list[int]] = {}
    for key, parent in Account.objects.values_list("pk", "parent_id"):
        children.setdefault(parent, []).append(key)
    figures = list(Figure.objects.values_list("account_id", "kind", "period", "cents", "currency"))

    def own(key: int, kind: str, year: int) -> tuple[int | None, int]:
        """The sum of what can be converted, and how many cannot."""
        known, gaps = [], 0
        for account_id, its_kind, period, cents, currency in figures:
            if (account_id, its_kind, int(period[:4])) == (key, kind, year):
                rate = Decimal(1) if currency == "EUR" else RATES.get((currency, year))
                gaps += rate is None
                known += [] if rate is None else [round(cents * Fraction(rate))]
        return sum(known) if known else None, gaps

    def whole(key: int, kind: str, year: int) -> tuple[int | None, int]:
        parts = [own(key, kind, year), *(whole(child, kind, year) for child in children.get(key, ()))]
        known = [amount for amount, _gaps in parts if amount is not None]
        return sum(known) if known else None, sum(gaps for _amount, gaps in parts)

    found: dict[tuple[int, int], Row] = {}
    for key in Account.objects.values_list("pk", flat=True):
        for year in (2025, 2026):
            revenue, gaps = whole(key, "revenue", year)
            potential, more_gaps = whole(key, "potential", year)
            if revenue is not None or potential is not None or gaps + more_gaps:
                mine, mine_potential = own(key, "revenue", year)[0], own(key, "potential", year)[0]
                found[key, year] = (mine, revenue, mine_potential, potential, gaps + more_gaps)
    return found


def carried_out(accounts: list[Account], done: list[int], step: tuple[Any, ...]) -> int | None:
    """One operation, and its number in the trail."""
    what, first, second, period, currency, kind, cents = step
    values = {"kind": kind, "period": period, "cents": cents, "currency": currency}
    if what == "move":
        return place(accounts[first], None if second is None else accounts[second])
    if what == "undo" and done:
        return undo(ACTOR, number=done[-1 - first % len(done)]).entry
    figures = list(Figure.objects.order_by("pk"))
    if what in ("change", "remove") and figures:
        chosen = figures[first % len(figures)]
        if what == "remove":
            return fact_remove(ACTOR, account_id=chosen.account_id, kind="figure", fact_id=chosen.pk).entry
        return fact_change(ACTOR, account_id=chosen.account_id, kind="figure", fact_id=chosen.pk, values=values).entry
    return fact_add(ACTOR, account_id=accounts[first].pk, kind="figure", values=values).entry


@settings(max_examples=40)
@given(OPERATIONS)
def test_totals_are_the_sum_by_recursion_after_any_operations(steps: list[tuple[Any, ...]]) -> None:
    with transaction.atomic():
        workspace_in_euro()
        accounts = [account(f"客户 {n}") for n in range(COUNT)]
        done: list[int] = []
        for step in steps:
            with suppress(InputError, Conflict):
                entry = carried_out(accounts, done, step)
                done += [] if entry is None else [entry]
            assert stored() == by_recursion()
        kept = stored()
        totals_rebuild_all()
        assert stored() == kept
        transaction.set_rollback(True)


def test_a_group_of_60_levels_is_summed_to_the_cent() -> None:
    workspace_in_euro()
    path = [account("集团")]
    for level in range(60):
        path.append(account(f"第 {level + 1} 级", path[-1]))
    figure(path[-1], 1_000_003, currency="CNY")
    figure(path[30], 7)
    total = Total.objects.get(account=path[0], year=2026)
    assert (total.own_cents, total.group_cents) == (None, round(1_000_003 * Fraction("0.12753333")) + 7)
    assert stored() == by_recursion()
    place(path[31], None)
    assert Total.objects.get(account=path[0], year=2026).group_cents == 7
    assert stored() == by_recursion()


def test_nobody_belongs_to_themselves() -> None:
    top = account("集团")
    middle = account("子公司", top)
    low = account("门店", middle)
    figure(low, 5)
    before = stored()
    for below in (top, middle, low):
        with pytest.raises(InputError):
            place(top, below)
    assert Account.objects.get(pk=top.pk).parent_id is None
    assert stored() == before


@pytest.mark.parametrize(
    ("first", "second"), [("2026", "2026-Q3"), ("2026-05", "2026"), ("2026-Q2", "2026-06"), ("2026", "2026")]
)
def test_money_of_overlapping_periods_is_refused(first: str, second: str) -> None:
    company = account("客户")
    figure(company, 100, first)
    with pytest.raises((InputError, Conflict)):
        figure(company, 100, second)
    assert Figure.objects.count() == 1


def test_a_change_into_an_overlap_is_refused_and_other_kinds_and_currencies_may_overlap() -> None:
    workspace_in_euro()
    company = account("客户")
    figure(company, 100, "2026-Q1")
    later = figure(company, 100, "2026-Q2")
    figure(company, 100, "2026", currency="USD")
    figure(company, 100, "2026", kind="potential")
    with pytest.raises(InputError):
        fact_change(ACTOR, account_id=company.pk, kind="figure", fact_id=later.pk, values={"period": "2026-03"})
    assert stored() == by_recursion()


def test_a_figure_without_a_rate_is_counted_and_not_summed() -> None:
    workspace_in_euro()
    top = account("集团")
    low = account("子公司", top)
    figure(low, 900, currency="JPY")
    total = Total.objects.get(account=top, year=2026)
    assert (total.own_cents, total.group_cents, total.unconverted) == (None, None, 1)
    figure(top, 11)
    total = Total.objects.get(account=top, year=2026)
    assert (total.own_cents, total.group_cents, total.unconverted) == (11, 11, 1)


def test_zero_is_known_and_what_was_taken_out_is_not() -> None:
    workspace_in_euro()
    company = account("客户")
    added = figure(company, 0)
    assert Total.objects.get(account=company, year=2026).own_cents == 0
    fact_remove(ACTOR, account_id=company.pk, kind="figure", fact_id=added.pk)
    assert not Total.objects.exists()


def test_half_a_cent_goes_to_the_even_cent() -> None:
    workspace_in_euro()
    ExchangeRate.objects.create(target="EUR", currency="GBP", year=2026, rate=Decimal("0.5"), source="made up")
    one, three = account("甲"), account("乙")
    figure(one, 1, currency="GBP")
    figure(three, 3, currency="GBP")
    assert list(Total.objects.order_by("account").values_list("own_cents", flat=True)) == [0, 2]
