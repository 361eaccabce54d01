"""One size on one database, in a process of its own: `python -m bench.accounts.worker ACCOUNTS ROUNDS [growth]`."""

from __future__ import annotations

import json
import os
import sys
from collections import defaultdict
from dataclasses import asdict
from time import perf_counter

import django


def main() -> None:
    """Migrate, fill, measure, and print what was found as JSON."""
    accounts, rounds, growth = int(sys.argv[1]), int(sys.argv[2]), "growth" in sys.argv
    os.environ["DJANGO_SETTINGS_MODULE"] = "highground.config.settings"
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from bench.accounts.requests import cases_of, timings
    from bench.accounts.workspace import make_workspace

    call_command("migrate", verbosity=0)
    started = perf_counter()
    made = make_workspace(accounts)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    filled = perf_counter() - started
    measured = timings(made, cases_of(made, accounts, growth=growth), rounds)
    found = {
        "timings": [asdict(timing) for timing in measured],
        "filled": filled,
        "change": change_seconds(made.deepest, made.readers["administrator"]),
        "wrong": wrong_totals(),
        "members": made.members,
    }
    json.dump(found, sys.stdout)


def change_seconds(account_id: int, user_id: int) -> float:
    """How long it takes to change one figure of the account, with every total above it brought in step."""
    from highground.apps.accounts.models import Figure
    from highground.apps.accounts.services import fact_add, fact_change
    from highground.apps.users.models import User
    from highground.apps.users.selectors import actor_of

    actor = actor_of(User.objects.get(pk=user_id))
    Figure.objects.filter(account=account_id).delete()
    values = {"kind": "revenue", "period": "2026", "cents": 123_456_789, "currency": "CNY"}
    figure = fact_add(actor, account_id=account_id, kind="figure", values=values).value
    started = perf_counter()
    fact_change(actor, account_id=account_id, kind="figure", fact_id=figure.pk, values={"cents": 987_654_321})
    return perf_counter() - started


def wrong_totals() -> int:
    """How many stored totals differ from a sum worked out anew: every figure is added to all accounts above it."""
    from highground.apps.accounts.models import Account, ExchangeRate, Figure, Total

    parents = dict(Account.objects.values_list("pk", "parent_id"))
    rates = {(rate.currency, rate.year): rate.rate for rate in ExchangeRate.objects.all()}
    sums: dict[tuple[int, int, str], int] = defaultdict(int)
    for account_id, kind, period, cents, currency in Figure.objects.values_list(
        "account_id", "kind", "period", "cents", "currency"
    ).iterator():
        year = int(period[:4])
        amount = cents if currency == "EUR" else round(cents * rates[currency, year])
        sums[account_id, year, f"own {kind}"] += amount
        at: int | None = account_id
        while at is not None:
            sums[at, year, f"group {kind}"] += amount
            at = parents[at]
    stored: dict[tuple[int, int, str], int] = {}
    for total in Total.objects.iterator():
        for column, cents_known in (
            ("own revenue", total.own_cents),
            ("group revenue", total.group_cents),
            ("own potential", total.own_potential_cents),
            ("group potential", total.group_potential_cents),
        ):
            if cents_known is not None:
                stored[total.account_id, total.year, column] = cents_known
    return len(set(sums.items()) ^ set(stored.items()))


if __name__ == "__main__":
    main()
