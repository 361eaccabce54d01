"""A seeded workspace: accounts with figures, teams, contracts and competitors, written in bulk."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeVar

from django.db import connection, transaction

from bench.accounts.names import company_names
from highground.apps.accounts.models import (
    Account,
    Competitor,
    Contract,
    ExchangeRate,
    Figure,
    Footprint,
    Industry,
    Region,
    RegionDirector,
    TeamMember,
    Workspace,
)
from highground.apps.accounts.totals import totals_rebuild_all
from highground.apps.accounts.values import AccountClass, Attachment, FigureKind, TeamPart
from highground.apps.users.models import User
from highground.apps.users.roles import Role
from highground.kit.rows import Row

R = TypeVar("R", bound=Row)
SEED = 20
REGIONS, INDUSTRIES, COMPETITORS, COLLEAGUES = 10, 12, 40, 200
YEARS = (2024, 2025, 2026)
RATES = {"EUR": Decimal(1), "CNY": Decimal("0.12750000"), "USD": Decimal("0.91730000")}
LEVELS = 60
DEEP_SHARE = 0.2
"""How many of the accounts stand in the one deep group."""
GROUP_SHARE = 0.1
"""How many stand in groups besides."""
LARGEST_GROUP = 2000
OWN_ACCOUNTS = 50
BATCH = 2000
CLASSES = (*AccountClass.values, "")
CLASS_WEIGHTS = (1, 5, 20, 40, 34)
MEMBER_ATTACHMENTS = (Attachment.SUBSIDIARY, Attachment.SUBSIDIARY, Attachment.REGION, Attachment.FOLLOW_ON)


@dataclass(frozen=True)
class Made:
    """What the measuring needs to know: who reads, and the ends of the deep group."""

    readers: dict[str, int]
    top: int
    deepest: int
    members: int


@transaction.atomic
def make_workspace(accounts: int) -> Made:
    """Fill an empty, migrated database."""
    rng = random.Random(SEED)
    readers = _readers()
    colleagues = list(User.objects.filter(username__startswith="colleague").order_by("pk"))
    _terms()
    Workspace.objects.update(currency="EUR", value_year=YEARS[-1])
    parents = _parents(accounts, rng)
    _write(_accounts(parents, rng))
    keys = range(1, accounts + 1)
    _write(_figures(keys, rng))
    _write(_teams(keys, colleagues, rng))
    _write(_contracts(keys, rng))
    _write(_footprints(keys, rng))
    members = round(accounts * DEEP_SHARE)
    _share(readers, top=1, own=rng.sample(range(members + 1, accounts + 1), OWN_ACCOUNTS))
    _numbers_go_on()
    totals_rebuild_all()
    return Made({name: user.pk for name, user in readers.items()}, top=1, deepest=LEVELS + 1, members=members - 1)


def _readers() -> dict[str, User]:
    roles = {
        "administrator": Role.ADMINISTRATOR,
        "director": Role.DIRECTOR,
        "member, 50 accounts": Role.MEMBER,
        "member, deep group": Role.MEMBER,
    }
    for number in range(COLLEAGUES):
        User(username=f"colleague{number}", name=f"Colleague {number}", role=Role.MEMBER).save()
    readers: dict[str, User] = {}
    for name, role in roles.items():
        readers[name] = User(username=f"reader{len(readers)}", name=name, role=role, language="zh-hans")
        readers[name].save()
    return readers


def _terms() -> None:
    _write(Region(pk=n + 1, name_en=f"Region {n + 1}", name_zh=f"{n + 1} 区", place=n) for n in range(REGIONS))
    _write(Industry(pk=n + 1, name_en=f"Industry {n + 1}", name_zh=f"行业 {n + 1}") for n in range(INDUSTRIES))
    _write(Competitor(pk=n + 1, name=f"Rival {n + 1}") for n in range(COMPETITORS))
    foreign = {currency: rate for currency, rate in RATES.items() if currency != "EUR"}
    _write(
        ExchangeRate(target="EUR", currency=currency, year=year, rate=rate, source="made up")
        for currency, rate in foreign.items()
        for year in YEARS
    )


def _parents(accounts: int, rng: random.Random) -> list[int | None]:
    """Whom each account belongs to, account 1 first: the deep group, groups of many sizes, and the rest alone.

    The first accounts of the deep group are a path of LEVELS levels; the others hang anywhere but at its end.
    """
    deep, grouped = round(accounts * DEEP_SHARE), round(accounts * (DEEP_SHARE + GROUP_SHARE))
    parents: list[int | None] = [None, *range(1, LEVELS + 1)]
    depths = list(range(LEVELS + 1))
    while len(parents) < deep:
        above = rng.randrange(len(parents))
        if depths[above] < LEVELS:
            parents.append(above + 1)
            depths.append(depths[above] + 1)
    while len(parents) < grouped:
        start = len(parents)
        size = min(grouped - start, max(2, round(LARGEST_GROUP ** (rng.random() ** 2))))
        parents.append(None)
        parents += [rng.randrange(start, start + place) + 1 for place in range(1, size)]
    return parents + [None] * (accounts - len(parents))


def _accounts(parents: list[int | None], rng: random.Random) -> Iterator[Account]:
    for key, parent in enumerate(parents, start=1):
        name, other_name = company_names(rng)
        yield Account(
            pk=key,
            name=name,
            other_name=other_name,
            account_class=rng.choices(CLASSES, CLASS_WEIGHTS)[0],
            industry_id=rng.randint(1, INDUSTRIES),
            region_id=key % REGIONS + 1,
            parent_id=parent,
            attachment=rng.choice(MEMBER_ATTACHMENTS) if parent else "",
            about="主要做零部件，近年转向新能源。" * rng.randint(0, 3),
        )


def _figures(keys: Iterable[int], rng: random.Random) -> Iterator[Figure]:
    """Four of five accounts have revenue in every year, one of ten by quarters; two of five a potential."""
    for key in keys:
        currency = rng.choice(tuple(RATES))
        size = round(10 ** rng.uniform(5, 10))
        for year in YEARS:
            if rng.random() < 0.8:
                periods = [f"{year}-Q{quarter}" for quarter in (1, 2, 3, 4)] if rng.random() < 0.1 else [str(year)]
                for period in periods:
                    cents = round(size * rng.uniform(0.5, 1.5)) // len(periods)
                    yield Figure(account_id=key, kind=FigureKind.REVENUE, period=period, cents=cents, currency=currency)
        if rng.random() < 0.4:
            yield Figure(
                account_id=key, kind=FigureKind.POTENTIAL, period=str(YEARS[-1]), cents=4 * size, currency=currency
            )


def _teams(keys: Iterable[int], colleagues: list[User], rng: random.Random) -> Iterator[TeamMember]:
    for key in keys:
        chosen = rng.sample(colleagues, rng.choice((0, 1, 1, 1, 3)))
        for user, part in zip(chosen, TeamPart.values, strict=False):
            yield TeamMember(account_id=key, user=user, part=part)


def _contracts(keys: Iterable[int], rng: random.Random) -> Iterator[Contract]:
    for key in keys:
        for number in range(rng.choice((0, 0, 0, 1, 2))):
            signed = date(2023, 1, 1) + timedelta(days=rng.randrange(1200))
            yield Contract(
                account_id=key,
                title=f"Framework {number + 1}",
                signed_on=signed,
                expires_on=signed + timedelta(days=rng.choice((365, 730, 1095))) if rng.random() < 0.9 else None,
                cents=rng.randrange(10**6, 10**9),
                currency="EUR",
            )


def _footprints(keys: Iterable[int], rng: random.Random) -> Iterator[Footprint]:
    for key in keys:
        for rival in rng.sample(range(1, COMPETITORS + 1), rng.choice((0, 0, 0, 1, 2))):
            yield Footprint(account_id=key, competitor_id=rival, share_percent=Decimal(rng.randrange(5, 60)))


def _share(readers: dict[str, User], *, top: int, own: list[int]) -> None:
    RegionDirector(region_id=1, user=readers["director"]).save()
    TeamMember(account_id=top, user=readers["member, deep group"]).save()
    _write(TeamMember(account_id=key, user=readers["member, 50 accounts"]) for key in own)


def _write(rows: Iterable[R]) -> None:
    """Write rows of one kind, with their derived fields worked out."""
    waiting: list[R] = []
    for row in rows:
        row.derive()
        waiting.append(row)
        if len(waiting) == BATCH:
            type(row)._default_manager.bulk_create(waiting)
            waiting = []
    if waiting:
        type(waiting[0])._default_manager.bulk_create(waiting)


def _numbers_go_on() -> None:
    """Tell PostgreSQL which numbers are taken: rows were written with their own."""
    from django.core.management.color import no_style

    models = (Account, Region, Industry, Competitor)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
