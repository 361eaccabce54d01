"""Whole requests to the list, the search and the group pages, timed."""

from __future__ import annotations

import logging
from collections import defaultdict
from dataclasses import dataclass
from statistics import median, quantiles
from time import perf_counter
from urllib.parse import parse_qsl, urlencode

from django.db import close_old_connections
from django.test import Client

from bench.accounts.timing import Timing
from bench.accounts.workspace import Made
from highground.apps.accounts.listing import PAGE_SIZE
from highground.apps.users.models import User

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
LIST_LIMIT, GROUP_LIMIT = 200.0, 300.0
WARM_UP = 3
ALL, DEEP = "administrator", "member, deep group"
LISTS = {
    "by group": "",
    "by name": "sort=name",
    "by own": "sort=-own",
    "by group, page 200": "page=200",
    "class A in a region": "class=A&region=2",
    "contract ends soon": "expires=soon",
    "no end known": "expires=none",
    "search 重庆": "q=重庆",
    "search 公司 (half)": "q=公司",
    "search cqht (initials)": "q=cqht",
    "search chongqing": "q=chongqing",
    "search meridian": "q=meridian",
    "search, no match": "q=zzqqxx",
}
GROWTH = ("by group", "by name", "search 重庆", "search cqht (initials)")


@dataclass(frozen=True)
class Case:
    """One page for one reader; `limit` in milliseconds."""

    reader: str
    name: str
    address: str
    limit: float


def cases_of(made: Made, accounts: int, *, growth: bool) -> list[Case]:
    """The pages to measure; for growth alone a few."""
    lists = {name: query for name, query in LISTS.items() if not growth or name in GROWTH}
    readers = (ALL, DEEP) if growth else tuple(made.readers)
    seen = {"administrator": accounts, "director": accounts // 10, DEEP: made.members + 1}
    found = [
        Case(reader, name, "/accounts/?" + query, LIST_LIMIT)
        for reader in readers
        for name, query in lists.items()
        if "page=200" not in query or seen.get(reader, 0) >= 200 * PAGE_SIZE
    ]
    groups = {
        "group page of the top": f"/accounts/{made.top}/group/",
        "account page of the top": f"/accounts/{made.top}/",
        "account page of the deepest": f"/accounts/{made.deepest}/",
    }
    return found + [Case(reader, name, to, GROUP_LIMIT) for reader in (ALL, DEEP) for name, to in groups.items()]


def timings(made: Made, cases: list[Case], rounds: int) -> list[Timing]:
    """Every case once a round, so that a slow moment of the machine falls on all alike."""
    logging.disable(logging.WARNING)
    clients = {reader: _signed_in(made.readers[reader]) for reader in {case.reader for case in cases}}
    taken: dict[Case, list[float]] = defaultdict(list)
    for turn in range(WARM_UP + rounds):
        for case in cases:
            seconds = _seconds(clients[case.reader], case)
            if turn >= WARM_UP:
                taken[case].append(1e3 * seconds)
    return [
        Timing(case.reader, case.name, case.limit, median(taken[case]), quantiles(taken[case], n=20)[-1])
        for case in cases
    ]


def _signed_in(user_id: int) -> Client:
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(User.objects.get(pk=user_id), backend=BACKEND)
    return client


def _seconds(client: Client, case: Case) -> float:
    """One request. As on the server, connections that may not outlive a request are opened anew."""
    path, _, query = case.address.partition("?")
    address = f"{path}?{urlencode(parse_qsl(query))}"
    started = perf_counter()
    close_old_connections()
    response = client.get(address)
    seconds = perf_counter() - started
    if response.status_code != 200:
        raise RuntimeError(f"{case.name} for {case.reader}: {response.status_code}")
    return seconds
