"""What accounts are worth: worked out per group and year from the figures, kept in step with every change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal, localcontext

from django.db.models import QuerySet

from highground.apps.accounts.models import Account, ExchangeRate, Figure, Total, Workspace
from highground.apps.accounts.scope import accounts_below
from highground.apps.accounts.values import FigureKind
from highground.core.faults import fault
from highground.core.groups import rolled_up
from highground.core.text import Text

COLUMNS = ("own_cents", "group_cents", "own_potential_cents", "group_potential_cents", "unconverted")
BATCH = 1000
LARGEST_CENTS = 2**63 - 1
"""What a column of whole numbers can hold."""


@dataclass(frozen=True)
class Rates:
    """What amounts are worth in the reporting currency."""

    currency: str
    by_currency_year: Mapping[tuple[str, int], Decimal]

    def converted(self, cents: int, currency: str, year: int) -> int | None:
        """The amount in the reporting currency, to the cent, half to even; None where no rate is known."""
        if currency == self.currency:
            return cents
        rate = self.by_currency_year.get((currency, year))
        if rate is None:
            return None
        with localcontext(prec=60):
            return int((cents * rate).quantize(Decimal(1), ROUND_HALF_EVEN))


def rates_known() -> Rates:
    """Every exchange rate into the reporting currency."""
    currency = Workspace.objects.values_list("currency", flat=True).get()
    rates = {(rate.currency, rate.year): rate.rate for rate in ExchangeRate.objects.filter(target=currency)}
    return Rates(currency, rates)


def totals_rebuild(tops: Iterable[int]) -> None:
    """Work out the totals of whole groups, given by the account at their top; writes only what differs."""
    rates = rates_known()
    for top in tops:
        parents = dict(accounts_below(top).values_list("pk", "parent_id"))
        _write(parents.keys(), group_totals(parents, Figure.objects.filter(account__in=accounts_below(top)), rates))


def totals_rebuild_all() -> None:
    """Work out every total of the workspace."""
    parents = dict(Account.objects.values_list("pk", "parent_id"))
    _write(None, group_totals(parents, Figure.objects.all(), rates_known()))


def group_totals(
    parents: Mapping[int, int | None], figures: QuerySet[Figure], rates: Rates
) -> dict[tuple[int, int], tuple[int | None, ...]]:
    """The totals by account and year, in the order of COLUMNS."""
    own: dict[tuple[FigureKind, int], dict[int, int]] = defaultdict(dict)
    unconverted: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    rows = figures.values_list("account_id", "kind", "first_day", "cents", "currency")
    for account_id, kind, first_day, cents, currency in rows.iterator():
        amount = rates.converted(cents, currency, first_day.year)
        if amount is None:
            unconverted[first_day.year][account_id] += 1
        else:
            known = own[FigureKind(kind), first_day.year]
            known[account_id] = known.get(account_id, 0) + amount
    years = {year for _kind, year in own} | set(unconverted)
    totals: dict[tuple[int, int], tuple[int | None, ...]] = {}
    for year in years:
        revenue, potential = own[FigureKind.REVENUE, year], own[FigureKind.POTENTIAL, year]
        with_members = rolled_up(parents, revenue)
        potential_with_members = rolled_up(parents, potential)
        gaps = rolled_up(parents, unconverted[year])
        for account_id in with_members.keys() | potential_with_members.keys() | gaps.keys():
            totals[account_id, year] = (
                revenue.get(account_id),
                with_members.get(account_id),
                potential.get(account_id),
                potential_with_members.get(account_id),
                gaps.get(account_id, 0),
            )
    return totals


def _write(accounts: Iterable[int] | None, wanted: dict[tuple[int, int], tuple[int | None, ...]]) -> None:
    _refuse_what_is_too_large(wanted)
    stored = Total.objects.all() if accounts is None else _of(list(accounts))
    gone, changed = [], []
    for total in stored:
        values = wanted.pop((total.account_id, total.year), None)
        if values is None:
            gone.append(total.pk)
        elif values != tuple(getattr(total, column) for column in COLUMNS):
            for column, value in zip(COLUMNS, values, strict=True):
                setattr(total, column, value)
            changed.append(total)
    for start in range(0, len(gone), BATCH):
        Total.objects.filter(pk__in=gone[start : start + BATCH]).delete()
    Total.objects.bulk_update(changed, COLUMNS, batch_size=BATCH)
    fresh = [
        Total(account_id=account_id, year=year, **dict(zip(COLUMNS, values, strict=True)))
        for (account_id, year), values in wanted.items()
    ]
    Total.objects.bulk_create(fresh, batch_size=BATCH)


def _refuse_what_is_too_large(wanted: Mapping[tuple[int, int], tuple[int | None, ...]]) -> None:
    if any(value is not None and abs(value) > LARGEST_CENTS for values in wanted.values() for value in values):
        raise fault(Text("The sums would be too large to keep: check the amounts and the exchange rates"))


def _of(accounts: list[int]) -> Iterable[Total]:
    for start in range(0, len(accounts), BATCH):
        yield from Total.objects.filter(account__in=accounts[start : start + BATCH])
