"""The account page: its sentence, its figures, and the sections the accounts subject gives it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from highground.apps.accounts.models import Account
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
from highground.core.text import Text, plural_text
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
    share = percent(value.attached / value.group) if value.group > 0 else "—"
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


def value_section(actor: Actor, account: Account) -> Mapping[str, Any]:
    """Value by year, and every figure behind it."""
    settings = workspace()
    return {
        "values": values_by_year(account.pk, currency=settings.currency),
        "figures": list(figures_of(account)),
        "currency": settings.currency,
    }


def group_section(actor: Actor, account: Account) -> Mapping[str, Any]:
    """The members right below the account."""
    settings = workspace()
    members = members_of(actor, account, settings.value_year)
    return {
        "members": list(members[:SHOWN_MEMBERS]),
        "count": members.count(),
        "value": value_of(account.pk, year=settings.value_year, currency=settings.currency),
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
    return {"team": team_of(account)}


def notes_section(actor: Actor, account: Account) -> Mapping[str, Any]:
    """Notes; the text of sensitive ones is not among them."""
    return {"notes": list(notes_of(account))}


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
