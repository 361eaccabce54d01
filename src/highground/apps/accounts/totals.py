"""What accounts are worth: worked out per group and year from the figures, kept in step with every change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal, localcontext

from django.db.models import Q

from highground.apps.accounts.models import Account, ExchangeRate, Figure, Total, Workspace
from highground.apps.accounts.scope import account_visible, accounts_above, accounts_below, accounts_visible
from highground.apps.accounts.values import FigureKind
from highground.core.faults import InputError, fault
from highground.core.groups import circle, rolled_up
from highground.core.text import Text, listed
from highground.kit.actor import Actor
from highground.kit.rows import Written

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


def groups_settle(written: Sequence[Written[Account]], actor: Actor) -> None:
    """Refuse a circle and a group the actor may not see; bring the totals of every group that changed shape in step."""
    moved = [change for change in written if "parent_id" in change.after or "parent_id" in change.before]
    if not moved:
        return
    tops = set()
    for change in moved:
        _refuse_group(change, actor)
        for account_id in (change.row.pk, change.before.get("parent_id")):
            if account_id is not None:
                tops.add(_top(account_id, actor))
    totals_rebuild(top for top in tops if top is not None)


def figures_settle(written: Sequence[Written[Figure]]) -> None:
    """Refuse periods that overlap, and bring the totals of the groups concerned in step."""
    for change in written:
        if change.after:
            _refuse_overlap(change.row)
    tops = {_top(change.row.account_id) for change in written}
    totals_rebuild(top for top in tops if top is not None)


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
    parents: Mapping[int, int | None], figures: Iterable[Figure], rates: Rates
) -> dict[tuple[int, int], tuple[int | None, ...]]:
    """The totals by account and year, in the order of COLUMNS."""
    own: dict[tuple[FigureKind, int], dict[int, int]] = defaultdict(dict)
    unconverted: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    rows = figures.values_list("account_id", "kind", "first_day", "cents", "currency")  # type: ignore[attr-defined]
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


def _refuse_group(change: Written[Account], actor: Actor) -> None:
    """A group that is archived takes nobody in; one the actor may not see is not there for them."""
    parent_id = change.after.get("parent_id")
    if parent_id is None:
        return
    parent = account_visible(actor, parent_id)
    if parent.is_archived:
        raise fault(Text("%(name)s is archived: take it out of the archive first", {"name": parent.name}))


def _top(account_id: int, actor: Actor | None = None) -> int | None:
    """The account at the top of the group; None where the account is gone. Raises InputError for a circle."""
    parents = dict(accounts_above(account_id).values_list("pk", "parent_id"))
    around = circle(parents, account_id)
    if around:
        raise _circle_fault(around, actor)
    return next((member for member, above in parents.items() if above is None), None)


def _circle_fault(around: list[int], actor: Actor | None) -> InputError:
    """A circle, told with the names the actor may know."""
    shared = Account.objects.filter(pk__in=around) if actor is None else accounts_visible(actor).filter(pk__in=around)
    names = list(shared.order_by("sort_key").values_list("name", flat=True))
    if len(names) < 2:
        return fault(Text("The account would belong to itself"))
    told = {"name": names[0], "others": listed(names[1:])}
    return fault(Text("%(name)s would belong to itself, by way of %(others)s", told))


def _refuse_overlap(figure: Figure) -> None:
    same = Figure.objects.filter(account=figure.account_id, kind=figure.kind, currency=figure.currency)
    other = (
        same.filter(Q(first_day__lte=figure.last_day) & Q(last_day__gte=figure.first_day)).exclude(pk=figure.pk).first()
    )
    if other is not None:
        raise fault(
            Text(
                "%(period)s overlaps %(other)s, which is there already: money would be counted twice. "
                "Change that one, or enter what is missing of the year.",
                {"period": figure.period, "other": other.period},
            )
        )
