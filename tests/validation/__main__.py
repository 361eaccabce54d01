"""Prints the tables of docs/en/explanation/validation.md."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from highground.core.chain.mining.backtest import backtest
from tests.validation.approvals import approval_tables, read_approvals
from tests.validation.data import missing
from tests.validation.tables import roll_call_tables
from tests.validation.trial import run_trial


def _lines() -> Iterator[str]:
    trial, log = run_trial(), read_approvals()
    tables = roll_call_tables(trial) | approval_tables(log, backtest(log))
    yield f"Kinds of question told apart by: {trial.by_kind.settings.kind}; {trial.by_matter.settings.kind}"
    for name, rows in tables.items():
        yield f"\n[{name}]"
        yield from ("  ".join([f"{row[0]:<34}", *(f"{cell:>12}" for cell in row[1:])]) for row in rows)


if __name__ == "__main__":
    if absent := missing():
        sys.exit(absent)
    sys.stdout.write("\n".join(_lines()) + "\n")
