"""Reads of the accounts subject: one account, its group, and what belongs to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, FilteredRelation, Q, QuerySet

from highground.apps.accounts.models import (
    Account,
    Contract,
    Figure,
    Footprint,
    Note,
    Purchase,
    TeamMember,
    Total,
    Workspace,
)
from highground.apps.accounts.scope import account_visible, accounts_above, accounts_visible
from highground.kit.actor import Actor
from highground.kit.language import current
from highground.kit.search import named

SOON = timedelta(days=183)
"""How far ahead an expiring contract is worth a word."""
SHOWN_MEMBERS = 12


@dataclass(frozen=True)
class Value:
    """What an account is worth in a year, in hundredths of the reporting currency; None: not known.

    `group` is its own and that of everything below it, each counted once; `unconverted` figures lack an exchange rate
    and are in neither.
    """

    year: int
    currency: str
    own: int | None
    group: int | None
    own_potential: int | None
    group_potential: int | None
    unconverted: int

    @property
    def attached(self) -> int | None:
        """What the members below bring; None where nothing is known of any."""
        if self.group is None or self.own is None:
            return self.group
        return self.group - self.own


def workspace() -> Workspace:
    """The settings of the workspace."""
    return Workspace.objects.get()


def in_order(accounts: QuerySet[Account]) -> QuerySet[Account]:
    """By name: on Chinese pages Chinese names first by pinyin, on English pages all by alphabet."""
    if current() == "zh_Hans":
        return accounts.order_by("-is_chinese", "sort_key", "pk")
    return accounts.order_by("sort_key", "pk")


def accounts_named(actor: Actor, wanted: str) -> QuerySet[Account]:
    """Accounts in use whose name contains what was typed: characters, pinyin, initials or Latin; by name."""
    return named(in_order(accounts_visible(actor).filter(is_archived=False)), wanted)


def with_totals(accounts: QuerySet[Account], year: int) -> QuerySet[Account]:
    """The accounts with what they are worth in a year beside them: `own`, `group`, `own_potential`, … in hundredths."""
    return accounts.annotate(  # type: ignore[no-redef]
        total=FilteredRelation("totals", condition=Q(totals__year=year)),
        own=F("total__own_cents"),
        group=F("total__group_cents"),
        own_potential=F("total__own_potential_cents"),
        group_potential=F("total__group_potential_cents"),
        unconverted=F("total__unconverted"),
    )


def value_of(account_id: int, *, year: int, currency: str) -> Value:
    """What an account is worth in a year."""
    total = Total.objects.filter(account=account_id, year=year).first()
    return Value(year, currency, None, None, None, None, 0) if total is None else _value(total, currency)


def _value(total: Total, currency: str) -> Value:
    return Value(
        total.year,
        currency,
        total.own_cents,
        total.group_cents,
        total.own_potential_cents,
        total.group_potential_cents,
        total.unconverted,
    )


def values_by_year(account_id: int, *, currency: str) -> list[Value]:
    """What an account is worth, year by year, the latest first."""
    return [_value(total, currency) for total in Total.objects.filter(account=account_id).order_by("-year")]


def path_to(actor: Actor, account: Account) -> list[Account]:
    """The accounts above, the top of the group first; those not shared with the reader are left out."""
    above = {found.pk: found for found in accounts_above(account.pk)}
    shared = set(accounts_visible(actor).filter(pk__in=above).values_list("pk", flat=True))
    path: list[Account] = []
    at = account.parent_id
    while at is not None:
        path.append(above[at])
        at = above[at].parent_id
    return [step for step in reversed(path) if step.pk in shared]


def members_of(actor: Actor, account: Account, year: int) -> QuerySet[Account]:
    """The members right below an account that the reader may see, the most valuable first."""
    below = with_totals(accounts_visible(actor).filter(parent=account), year)
    return below.order_by(F("group").desc(nulls_last=True), "sort_key", "pk")


def figures_of(account: Account) -> QuerySet[Figure]:
    """Revenue and potential, the latest first."""
    return account.figures.order_by("kind", "-first_day", "currency")


def contracts_of(account: Account) -> list[Contract]:
    """Contracts, the next to expire first, those without a date last."""
    return sorted(account.contracts.all(), key=lambda contract: (contract.expires_on or date.max, contract.pk))


def purchases_of(account: Account) -> QuerySet[Purchase]:
    """What the account bought of us."""
    return account.purchases.select_related("product").order_by("product__place", "pk")


def footprints_of(account: Account) -> QuerySet[Footprint]:
    """What competitors have at the account, the largest share first."""
    rows = account.footprints.select_related("competitor")
    return rows.order_by(F("share_percent").desc(nulls_last=True), "competitor__sort_key", "pk")


def notes_of(account: Account) -> QuerySet[Note]:
    """Notes, the latest first; the text of sensitive ones comes with note_read alone."""
    return account.notes.select_related("author")


def team_of(account: Account) -> list[TeamMember]:
    """Who is on the team: of this account itself and, after them, of those above it, who see it as well."""
    above = accounts_above(account.pk).values("pk")
    rows = TeamMember.objects.filter(account__in=above).select_related("user", "account")
    order = {"AR": 0, "SR": 1, "FR": 2, "": 3}
    return sorted(rows, key=lambda row: (row.account_id != account.pk, order[row.part], row.user.sort_key, row.pk))


def next_expiry(contracts: Sequence[Contract], today: date) -> Contract | None:
    """The contract that ends next, today or later."""
    return next((contract for contract in contracts if contract.expires_on and contract.expires_on >= today), None)


def account_of(actor: Actor, account_id: int) -> Account:
    """One account with the names of its industry, region and group. Raises NotFound."""
    account_visible(actor, account_id)
    return Account.objects.select_related("industry", "region", "parent").get(pk=account_id)
