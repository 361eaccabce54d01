"""The limits the product promises, each measured and held against its figure."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from rich.table import Table

from bench.chains import Size
from bench.comparison import Row, Say
from bench.isolation import Outcome, measure_apart, milliseconds

FASTER_THAN_CUDD = 100
SECONDS = 60.0


@dataclass(frozen=True)
class Limit:
    """A task that must be done within so many milliseconds; None: for information."""

    name: str
    task: str
    size: Size
    milliseconds: float | None


@dataclass(frozen=True)
class Finding:
    """A line of the table."""

    name: str
    limit: str
    measured: str
    met: bool | None
    note: str = ""


LIMITS = (
    Limit("chance and Birnbaum, 50/12", "ours", Size(50, 12), 10),
    Limit("chance and Birnbaum, 200/12", "ours", Size(200, 12), 15),
    Limit("chance and Birnbaum, 200/20", "ours", Size(200, 20), 300),
    Limit("chance and Birnbaum, 500/12", "ours", Size(500, 12), 50),
    Limit("the same sampled, 200/40", "sampled", Size(200, 40), 100),
    Limit("what-if on a built chain, 50/12", "what-if", Size(50, 12), 1),
    Limit("voting game of 200 weights, both indices", "voting, ours", Size(200, 0), 500),
    Limit("– the same by powerindices", "voting, powerindices", Size(200, 0), None),
    Limit("cheapest winning coalition, 200/20", "cheapest winning", Size(200, 20), 100),
    Limit("cheapest blocking coalition, 200/20", "cheapest blocking", Size(200, 20), 100),
    Limit("whole analysis, 60 people, 15 gates", "analyse", Size(60, 12), None),
)
IMPORT_LIMIT = 300.0
IMPORT = "import time; start = time.perf_counter(); {}; print(time.perf_counter() - start)"


def check_limits(rows: list[Row], runs: int, say: Say) -> list[Finding]:
    """Measure every limit; those that are rows of the main table are taken from it."""
    known = {row.size: row for row in rows}
    findings = []
    for limit in LIMITS:
        if limit.task == "ours" and limit.size in known:
            outcome = known[limit.size].outcomes["ours"]
        else:
            outcome = measure_apart(limit.task, limit.size, runs=runs, seconds=SECONDS)
            say(f"{limit.name}: {outcome}")
        findings.append(_finding(limit, outcome))
    if Size(200, 12) in known:
        findings.insert(2, _against_cudd(known[Size(200, 12)]))
    findings.append(_import_time(runs))
    return findings


def limits_table(findings: list[Finding]) -> Table:
    """The limits and whether they are met."""
    table = Table(title="Limits")
    for column in ("what", "limit", "measured", "met", "note"):
        table.add_column(column, justify="right" if column in ("limit", "measured") else "left")
    for line in findings:
        met = "–" if line.met is None else "yes" if line.met else "NO"
        table.add_row(line.name, line.limit, line.measured, met, line.note)
    return table


def _finding(limit: Limit, outcome: Outcome) -> Finding:
    wanted = "–" if limit.milliseconds is None else f"≤ {limit.milliseconds:g} ms"
    measured = outcome.failed
    if outcome.seconds is not None:
        measured = f"{milliseconds(outcome.seconds)} ms" + ("" if outcome.runs > 1 else " (1 run)")
    met = None
    if limit.milliseconds is not None:
        met = outcome.seconds is not None and outcome.seconds * 1e3 <= limit.milliseconds
    return Finding(limit.name, wanted, measured, met, outcome.note)


def _against_cudd(row: Row) -> Finding:
    mine, theirs = row.outcomes["ours"], row.outcomes["dd.cudd"]
    slowest = theirs.seconds if theirs.seconds is not None else SECONDS if theirs.failed.startswith(">") else None
    met = None if mine.seconds is None or slowest is None else slowest / mine.seconds >= FASTER_THAN_CUDD
    return Finding("– faster than CUDD, 200/12", f"≥ {FASTER_THAN_CUDD} ×", row.against_cudd, met)


def _import_time(runs: int) -> Finding:
    """How much longer importing the chain takes than importing numpy, each in fresh processes."""
    ours = median(_imported("import highground.core.chain") for _ in range(runs))
    numpy = median(_imported("import numpy") for _ in range(runs))
    note = f"{milliseconds(ours)} ms in all, {milliseconds(numpy)} ms of it numpy"
    own = (ours - numpy) * 1e3
    return Finding(
        "import highground.core.chain, beyond numpy",
        f"≤ {IMPORT_LIMIT:g} ms",
        f"{own:.0f} ms",
        own <= IMPORT_LIMIT,
        note,
    )


def _imported(statement: str) -> float:
    root = Path(__file__).resolve().parents[1]
    command = [sys.executable, "-c", IMPORT.format(statement)]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    return float(done.stdout)
