"""`python -m bench accounts`: the account pages on every database there is, and how they grow."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.accounts.databases import DATABASES, environment, is_there
from bench.accounts.timing import Timing

SIZES = (1_000, 10_000, 100_000)
ROUNDS, GROWTH_ROUNDS, QUICK_ROUNDS = 60, 20, 10
NOTES = """\
Each time is a whole request by Django's test client: session, permission, queries, template; {rounds} in turn with the
others after a warm-up. SQLite as it is set up for use; PostgreSQL as it comes, on this machine. The director's region
has a tenth of the accounts, the deep group {levels} levels and a fifth of them. ms: median / 95th percentile."""


@dataclass(frozen=True)
class Found:
    """What one size on one database gave."""

    database: str
    accounts: int
    timings: list[Timing]
    filled: float
    change: float
    wrong: int
    members: int


def measure_accounts(console: Console, say: Callable[[str], None], *, quick: bool) -> bool:
    """Measure and print; whether every limit was met."""
    largest, found = SIZES[-1], []
    for database in DATABASES:
        if not is_there(database):
            console.print(f"{database} is not on this machine: not measured.")
            continue
        for accounts in SIZES[:-1] if quick else SIZES:
            rounds = QUICK_ROUNDS if quick else ROUNDS if accounts == largest else GROWTH_ROUNDS
            found.append(_measured(database, accounts, rounds, growth=accounts != largest))
            say(f"{accounts:,} accounts on {database}: filled in {found[-1].filled:.0f} s")
    whole = [one for one in found if one.accounts == largest]
    if whole:
        console.print(_pages(whole), NOTES.format(rounds=ROUNDS, levels=60), sep="\n")
    console.print(_growth(found))
    for one in found:
        verdict = "every total exact" if one.wrong == 0 else f"{one.wrong:,} TOTALS WRONG"
        console.print(
            f"{one.database}, {one.accounts:,} accounts, a group of {one.members:,} members: {verdict}; "
            f"one figure changed at the deepest: {1e3 * one.change:,.0f} ms"
        )
    return all(timing.p95 <= timing.limit for one in whole for timing in one.timings) and not any(
        one.wrong for one in found
    )


def _measured(database: str, accounts: int, rounds: int, *, growth: bool) -> Found:
    command = [sys.executable, "-m", "bench.accounts.worker", str(accounts), str(rounds), *["growth"] * growth]
    with environment(database) as variables:
        root = Path(__file__).resolve().parents[2]
        done = subprocess.run(command, cwd=root, env=variables, stdout=subprocess.PIPE, text=True, check=True)
    values = json.loads(done.stdout)
    values["timings"] = [Timing(**timing) for timing in values["timings"]]
    return Found(database, accounts, **values)


def _pages(found: list[Found]) -> Table:
    table = Table(title=f"Pages of a workspace of {found[0].accounts:,} accounts: ms (median / p95)")
    table.add_column("reader")
    table.add_column("page")
    table.add_column("limit, p95", justify="right")
    for one in found:
        table.add_column(one.database, justify="right")
        table.add_column("met")
    for lines in zip(*(one.timings for one in found), strict=True):
        cells = [cell for line in lines for cell in (_cell(line), "yes" if line.p95 <= line.limit else "NO")]
        table.add_row(lines[0].reader, lines[0].name, f"≤ {lines[0].limit:.0f}", *cells)
    return table


def _growth(found: list[Found]) -> Table:
    table = Table(title="How the pages grow with the accounts: ms (median / p95)")
    table.add_column("reader")
    table.add_column("page")
    for one in found:
        table.add_column(f"{one.database} {one.accounts:,}", justify="right")
    for first in found[0].timings:
        lines = [
            next((line for line in one.timings if (line.reader, line.name) == (first.reader, first.name)), None)
            for one in found
        ]
        table.add_row(first.reader, first.name, *("–" if line is None else _cell(line) for line in lines))
    return table


def _cell(timing: Timing) -> str:
    return f"{timing.median:.0f} / {timing.p95:.0f}"
