"""The list of accounts: what to show of them, in which order, and the sentence over it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.core.paginator import Page, Paginator
from django.db import connection
from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Sum, Value, When
from django.utils.translation import gettext_lazy as _

from highground.apps.accounts.models import Account, Contract, Footprint, TeamMember, Total
from highground.apps.accounts.scope import accounts_visible
from highground.apps.accounts.selectors import SOON, in_order, with_totals
from highground.apps.accounts.values import AccountClass, TeamPart
from highground.core.text import Text, listed, plural_text
from highground.kit.actor import Actor
from highground.kit.numbers import money, percent
from highground.kit.requests import printable
from highground.kit.search import named

PAGE_SIZE = 50
LARGEST = 10
"""How many accounts the sentence over the list looks at."""
COLUMNS = {
    "class": _("Class"),
    "industry": _("Industry"),
    "region": _("Region"),
    "own": _("Own revenue"),
    "group": _("With all below"),
    "potential": _("Potential"),
    "ar": _("Responsible"),
    "competitors": _("Competitors"),
    "expiry": _("Next contract end"),
}
"""What may stand beside the name, in this order."""
DEFAULT_COLUMNS = ("class", "industry", "region", "own", "group", "potential", "ar", "expiry")
_CLASS_RANK = Case(
    *(When(account_class=value, then=Value(place)) for place, value in enumerate(AccountClass.values)),
    output_field=IntegerField(),
)
SORTS: dict[str, Case | F | None] = {
    "name": None,
    "class": _CLASS_RANK,
    "own": F("own"),
    "group": F("group"),
    "potential": F("own_potential"),
}
_CONCENTRATION = """
WITH found(cents) AS (%(found)s)
SELECT COUNT(*), COUNT(cents), SUM(cents), (
    SELECT SUM(cents) FROM (SELECT cents FROM found WHERE cents IS NOT NULL ORDER BY cents DESC LIMIT %%s) AS largest
) FROM found
"""
EXPIRES = {"soon": _("within half a year"), "past": _("already over"), "none": _("no end known")}


@dataclass(frozen=True)
class ListQuery:
    """What somebody asks of the list; every part stands in the address."""

    wanted: str = ""
    classes: tuple[str, ...] = ()
    industries: tuple[int, ...] = ()
    regions: tuple[int, ...] = ()
    competitor: int | None = None
    is_mine: bool = False
    expires: str = ""
    is_archived: bool = False
    tops_only: bool = False
    sort: str = "-group"
    columns: tuple[str, ...] = DEFAULT_COLUMNS
    page: int = 1

    @classmethod
    def read(cls, asked: Mapping[str, Sequence[str]]) -> ListQuery:
        """From the address; whatever makes no sense there is left out."""

        def one(name: str) -> str:
            return printable((asked.get(name) or [""])[-1])

        def numbers(name: str) -> tuple[int, ...]:
            return tuple(int(part) for part in asked.get(name, ()) if part.isdecimal() and len(part) < 18)

        sort = one("sort")
        columns = tuple(column for column in COLUMNS if column in asked.get("col", ()))
        return cls(
            wanted=one("q")[:100],
            classes=tuple(part for part in asked.get("class", ()) if part in (*AccountClass.values, "none")),
            industries=numbers("industry"),
            regions=numbers("region"),
            competitor=next(iter(numbers("competitor")), None),
            is_mine=one("mine") == "1",
            expires=one("expires") if one("expires") in EXPIRES else "",
            is_archived=one("archived") == "1",
            tops_only=one("tops") == "1",
            sort=sort if sort.removeprefix("-") in SORTS else "-group",
            columns=columns or DEFAULT_COLUMNS,
            page=next(iter(numbers("page")), 1),
        )

    @property
    def is_filtered(self) -> bool:
        """Whether anything is left out of the list on purpose."""
        return bool(
            self.wanted
            or self.classes
            or self.industries
            or self.regions
            or self.competitor
            or self.is_mine
            or self.expires
            or self.tops_only
        )


@dataclass(frozen=True)
class Concentration:
    """How much of the accounts' own revenue the largest of them bring; amounts in hundredths."""

    accounts: int
    known: int
    largest: int
    largest_cents: int
    all_cents: int


def accounts_asked(actor: Actor, query: ListQuery, *, today: date) -> QuerySet[Account]:
    """The accounts the query asks for, unordered."""
    found = named(accounts_visible(actor).filter(is_archived=query.is_archived), query.wanted)
    if query.classes:
        found = found.filter(account_class__in=["" if part == "none" else part for part in query.classes])
    if query.industries:
        found = found.filter(industry__in=query.industries)
    if query.regions:
        found = found.filter(region__in=query.regions)
    if query.competitor:
        found = found.filter(pk__in=Footprint.objects.filter(competitor=query.competitor).values("account"))
    if query.is_mine:
        found = found.filter(pk__in=TeamMember.objects.filter(user=actor.key).values("account"))
    if query.tops_only:
        found = found.filter(parent__isnull=True)
    return found.filter(_expiring(query.expires, today)) if query.expires else found


def page_of(accounts: QuerySet[Account], query: ListQuery, *, year: int, count: int, today: date) -> Page[Account]:
    """The page of the list the query asks for, with what its columns show."""
    keys_in_order = _sorted(with_totals(accounts, year), query.sort).values_list("pk", flat=True)
    paginator: Paginator[Any] = Paginator(keys_in_order, PAGE_SIZE)
    paginator.count = count
    page = paginator.get_page(query.page)
    # The keys alone are sorted, whole rows are read for those of the page: of 100,000 accounts half the time.
    keys = list(page.object_list)
    rows = with_totals(Account.objects.filter(pk__in=keys), year).select_related("industry", "region", "parent")
    page.object_list = sorted(rows, key=lambda row: keys.index(row.pk))
    _add_shown(page.object_list, today)
    return page


def concentration(accounts: QuerySet[Account], *, year: int, everything: bool) -> Concentration:
    """How concentrated the own revenue of the accounts is. `everything`: they are all accounts that are in use."""
    if not everything:
        return _looked_up_once(with_totals(accounts, year))
    count = accounts.count()
    archived = Account.objects.filter(is_archived=True)
    totals = Total.objects.filter(year=year, own_cents__isnull=False)
    if archived.exists():
        totals = totals.exclude(account__in=archived.values("pk"))
    whole = totals.aggregate(cents=Sum("own_cents"), known=Count("pk"))
    top = list(totals.order_by("-own_cents").values_list("own_cents", flat=True)[:LARGEST])
    return Concentration(count, whole["known"], len(top), sum(cents or 0 for cents in top), whole["cents"] or 0)


def list_answer(found: Concentration, query: ListQuery, *, year: int, currency: str) -> Text:
    """The sentence over the list."""
    if found.accounts == 0:
        return Text("No account fits this search") if query.is_filtered else Text("No account is shared with you yet")
    if found.known == 0 or found.all_cents <= 0:
        return plural_text(
            "One account, and no revenue recorded for %(year)s",
            "%(count)s accounts, and no revenue recorded for %(year)s",
            found.accounts,
            {"year": year},
        )
    if found.known <= LARGEST:
        return plural_text(
            "One account brought %(money)s in %(year)s",
            "%(count)s accounts brought %(money)s in %(year)s",
            found.known,
            {"money": money(found.all_cents, currency), "year": year},
        )
    return Text(
        "%(largest)s of %(accounts)s accounts bring %(share)s of the %(money)s of %(year)s",
        {
            "largest": found.largest,
            "accounts": found.accounts,
            "share": percent(found.largest_cents / found.all_cents),
            "money": money(found.all_cents, currency),
            "year": year,
        },
    )


def list_gap(found: Concentration, *, year: int) -> Text | None:
    """What is missing for the sentence to be whole."""
    gap = found.accounts - found.known
    if gap <= 0 or found.known == 0:
        return None
    return plural_text(
        "Of one account no revenue is recorded for %(year)s: unknown, not zero.",
        "Of %(count)s accounts no revenue is recorded for %(year)s: unknown, not zero.",
        gap,
        {"year": year},
    )


def _looked_up_once(accounts: QuerySet[Any]) -> Concentration:
    """The concentration in one statement, so that a search goes through the accounts once for it."""
    try:
        text, values = accounts.values("own").query.sql_with_params()
    except EmptyResultSet:
        return Concentration(0, 0, 0, 0, 0)
    with connection.cursor() as cursor:
        cursor.execute(_CONCENTRATION % {"found": text}, (*values, LARGEST))
        count, known, whole, largest = cursor.fetchone()
    return Concentration(count, known, min(known, LARGEST), int(largest or 0), int(whole or 0))


def _sorted(accounts: QuerySet[Account], sort: str) -> QuerySet[Account]:
    key = SORTS[sort.removeprefix("-")]
    if key is None:
        return in_order(accounts).reverse() if sort.startswith("-") else in_order(accounts)
    first = key.desc(nulls_last=True) if sort.startswith("-") else key.asc(nulls_last=True)
    return accounts.order_by(first, "sort_key", "pk")


def _expiring(expires: str, today: date) -> Q:
    contracts = Contract.objects.filter(expires_on__isnull=False)
    if expires == "soon":
        return Q(pk__in=contracts.filter(expires_on__range=(today, today + SOON)).values("account"))
    if expires == "past":
        return Q(pk__in=contracts.filter(expires_on__lt=today).values("account"))
    return ~Q(pk__in=contracts.values("account"))


def _add_shown(accounts: list[Account], today: date) -> None:
    """Put beside each account what the columns show and is in other tables."""
    keys = [account.pk for account in accounts]
    responsible = {
        row.account_id: row.user
        for row in TeamMember.objects.filter(account__in=keys, part=TeamPart.AR).select_related("user").order_by("-pk")
    }
    rivals: dict[int, list[str]] = {}
    for footprint in Footprint.objects.filter(account__in=keys).select_related("competitor").order_by("-share_percent"):
        rivals.setdefault(footprint.account_id, []).append(footprint.competitor.name)
    ends: dict[int, date] = {}
    for contract in Contract.objects.filter(account__in=keys, expires_on__isnull=False).order_by("-expires_on"):
        end, account_id = contract.expires_on, contract.account_id
        # The latest comes first: an end still to come takes the place of a later one, an old end takes no place.
        if end is not None and (end >= today or account_id not in ends):
            ends[account_id] = end
    largest = max((account.own or 0 for account in accounts), default=0)
    for account in accounts:
        own = account.own
        names = list(dict.fromkeys(rivals.get(account.pk, ())))
        account.own_share = None if own is None else own / largest if largest > 0 else 0.0
        account.responsible = responsible.get(account.pk)
        account.rivals_told = listed(names) if names else None
        account.next_end = ends.get(account.pk)
        account.is_over = account.pk in ends and ends[account.pk] < today
