"""What must hold of accounts once an operation has written, and what follows: groups are trees, totals are right."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q

from highground.apps.accounts.models import Account, ExchangeRate, Figure, Workspace
from highground.apps.accounts.scope import account_visible, accounts_above, accounts_visible
from highground.apps.accounts.tasks import totals_rebuild_later
from highground.apps.accounts.totals import totals_rebuild
from highground.core.faults import InputError, fault
from highground.core.groups import circle
from highground.core.text import Text, listed
from highground.kit.actor import Actor
from highground.kit.rows import Written
from highground.kit.settling import settles


@settles(Account)
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


@settles(Figure)
def figures_settle(written: Sequence[Written[Figure]], actor: Actor) -> None:
    """Refuse periods that overlap, and bring the totals of the groups concerned in step."""
    for change in written:
        if change.after:
            _refuse_overlap(change.row)
    tops = {_top(change.row.account_id) for change in written}
    totals_rebuild(top for top in tops if top is not None)


@settles(ExchangeRate)
def rates_settle(written: Sequence[Written[ExchangeRate]], actor: Actor) -> None:
    """Every total that was worked out with these rates is worked out again, in the background."""
    totals_rebuild_later()


@settles(Workspace)
def workspace_settle(written: Sequence[Written[Workspace]], actor: Actor) -> None:
    """Another reporting currency: every total is worked out again, in the background."""
    if any("currency" in change.after for change in written):
        totals_rebuild_later()


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
