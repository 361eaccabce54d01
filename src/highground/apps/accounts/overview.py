"""The account page: its sentence, its figures, and the sections the accounts subject gives it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from highground.apps.accounts.chart import value_chart
from highground.apps.accounts.models import Account, Figure
from highground.apps.accounts.scope import accounts_below, accounts_visible
from highground.apps.accounts.sections import Section, register
from highground.apps.accounts.selectors import (
    SHOWN_MEMBERS,
    Value,
    contracts_of,
    figures_of,
    footprints_of,
    members_of,
    next_expiry,
    notes_of,
    purchases_of,
    team_of,
    value_of,
    values_by_year,
    workspace,
)
from highground.apps.accounts.totals import Rates, rates_known
from highground.apps.accounts.values import TeamPart
from highground.core.text import Text, listed, plural_text
from highground.kit.actor import Actor
from highground.kit.clock import today
from highground.kit.dates import day
from highground.kit.numbers import money, percent


def account_answer(account: Account, value: Value) -> Text:
    """The sentence the page exists to give."""
    if value.group is None:
        return Text(
            "What %(name)s is worth in %(year)s is not known yet: record its revenue",
            {"name": account.name, "year": value.year},
        )
    told = {"name": account.name, "year": value.year, "money": money(value.group, value.currency)}
    if value.own is None:
        return Text("%(name)s itself brings nothing known in %(year)s; the companies below it bring %(money)s", told)
    if not value.attached:
        return Text("%(name)s brought %(money)s in %(year)s", told)
    if not 0 <= value.attached <= value.group:
        return Text("%(name)s and the companies below it brought %(money)s in %(year)s", told)
    share = percent(value.attached / value.group)
    return Text(
        "%(name)s brought %(money)s in %(year)s, %(share)s of it through the companies below it",
        {**told, "share": share},
    )


def account_second(account: Account) -> Text:
    """The second sentence: what comes next, or what is missing."""
    contracts = contracts_of(account)
    end = next_expiry(contracts, today())
    rivals = len({footprint.competitor_id for footprint in footprints_of(account)})
    there = (
        plural_text("One competitor is there as well.", "%(count)s competitors are there as well.", rivals)
        if rivals
        else Text("Which competitors are there is not known.")
    )
    if end is not None and end.expires_on is not None:
        next_one = Text(
            "The next contract to end is %(title)s, on %(day)s.", {"title": end.title, "day": day(end.expires_on)}
        )
    elif contracts:
        next_one = Text("No contract has an end that is still to come.")
    else:
        next_one = Text("No contract is recorded.")
    return Text("%(first)s %(second)s", {"first": next_one, "second": there})


@dataclass(frozen=True)
class AccountFacts:
    """The strip under the sentence: the year before, how many companies are below, who competes, what ends next."""

    before: Value
    members: int
    rivals: int
    next_end: date | None
    last_end: date | None
    responsible: Text | None


@dataclass(frozen=True)
class FigureLine:
    """A figure and how it went into the sums: as it stands, or at a rate; None: there is no rate, so it did not."""

    figure: Figure
    is_same: bool
    rate: Decimal | None
    converted: int | None


def account_facts(account: Account, value: Value) -> AccountFacts:
    """The facts a reader looks for first. `last_end` is when the latest contract ended where none is still to end."""
    contracts, now = contracts_of(account), today()
    coming = next_expiry(contracts, now)
    past = [contract.expires_on for contract in contracts if contract.expires_on and contract.expires_on < now]
    team = [member for member in team_of(account) if member.part == TeamPart.AR]
    own_team = [member for member in team if member.account_id == account.pk] or team
    return AccountFacts(
        before=value_of(account.pk, year=value.year - 1, currency=value.currency),
        members=accounts_below(account.pk).count() - 1,
        rivals=len({footprint.competitor_id for footprint in footprints_of(account)}),
        next_end=coming.expires_on if coming else None,
        last_end=max(past, default=None),
        responsible=listed([str(member.user) for member in own_team]) if own_team else None,
    )


def amounts_of(accounts: Iterable[Account]) -> list[int | None]:
    """Every amount of money that a table of accounts shows, for the one unit of its columns."""
    return [amount for row in accounts for amount in (row.own, row.group, row.group_potential)]


def value_section(actor: Actor, account: Account) -> Mapping[str, Any]:
    """Value by year, and every figure behind it."""
    settings, rates = workspace(), rates_known()
    values = values_by_year(account.pk, currency=settings.currency)
    return {
        "values": values,
        "chart": value_chart(values),
        "amounts": [amount for value in values for amount in (value.own, value.group, value.group_potential)],
        "figures": [_figure_line(figure, rates) for figure in figures_of(account)],
        "currency": settings.currency,
    }


def group_section(actor: Actor, account: Account) -> Mapping[str, Any]:
    """The members right below the account."""
    settings = workspace()
    members = members_of(actor, account, settings.value_year)
    rows, count = list(members[:SHOWN_MEMBERS]), members.count()
    return {
        "members": rows,
        "amounts": amounts_of(rows),
        "count": count,
        "more": count - len(rows),
        "parent_is_shared": accounts_visible(actor).filter(pk=account.parent_id or 0).exists(),
        "currency": settings.currency,
        "year": settings.value_year,
    }


def contracts_section(actor: Actor, account: Account) -> Mapping[str, Any]:
    """Contracts, the next to end first."""
    return {"contracts": contracts_of(account), "today": today()}


def purchases_section(actor: Actor, account: Account) -> Mapping[str, Any]:
    """What the account bought of us."""
    return {"purchases": list(purchases_of(account))}


def footprints_section(actor: Actor, account: Account) -> Mapping[str, Any]:
    """What competitors have there."""
    return {"footprints": list(footprints_of(account)), "today": today()}


def team_section(actor: Actor, account: Account) -> Mapping[str, Any]:
    """Who of us is on the team."""
    team = team_of(account)
    above = {member.account_id for member in team}
    return {
        "team": team,
        "parts": TeamPart.choices,
        "shared": set(accounts_visible(actor).filter(pk__in=above).values_list("pk", flat=True)),
    }


def notes_section(actor: Actor, account: Account) -> Mapping[str, Any]:
    """Notes; the text of sensitive ones is not among them."""
    return {"notes": list(notes_of(account))}


def _figure_line(figure: Figure, rates: Rates) -> FigureLine:
    year = figure.first_day.year
    rate = rates.by_currency_year.get((figure.currency, year))
    return FigureLine(
        figure,
        figure.currency == rates.currency,
        None if rate is None else rate.normalize(),
        rates.converted(figure.cents, figure.currency, year),
    )


def register_sections() -> None:
    """Give the account page the sections of this subject."""
    here = "accounts/sections"
    for section in (
        Section("value", Text("Revenue and potential"), f"{here}/value.html", value_section, "main", 10),
        Section("group", Text("Group"), f"{here}/group.html", group_section, "main", 20),
        Section("contracts", Text("Contracts"), f"{here}/contracts.html", contracts_section, "main", 60),
        Section("products", Text("Products bought"), f"{here}/purchases.html", purchases_section, "main", 70),
        Section("competitors", Text("Competitors"), f"{here}/footprints.html", footprints_section, "main", 80),
        Section("team", Text("Our team"), f"{here}/team.html", team_section, "side", 10),
        Section("notes", Text("Notes"), f"{here}/notes.html", notes_section, "side", 80),
    ):
        register(section)
