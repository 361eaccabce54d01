"""The main table: every engine on every size of chain, and how far their answers are apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from rich.table import Table

from bench.chains import Case, Size
from bench.engines import COUNTS_HEADS, ENGINES, ENUMERATED, OURS, ours
from bench.isolation import Outcome, measure_apart

SIZES = tuple(
    Size.parse(size)
    for size in ("15/6", "50/6", "50/12", "200/6", "200/12", "200/20", "500/6", "500/12", "500/22", "200/40")
)
QUICK_SIZES = SIZES[:5]
SMALL_PEOPLE = 50
SMALL_SECONDS, SECONDS = 20.0, 60.0
TOLERANCE = 1e-9
NEGLIGIBLE = 1e-6
"""Figures smaller than this share of the row's largest are held to its scale: nought is never quite nought."""

Say = Callable[[str], None]


@dataclass(frozen=True)
class Row:
    """All engines on one size."""

    size: Size
    outcomes: dict[str, Outcome]
    difference: float | None

    @property
    def against_cudd(self) -> str:
        """How many times faster than CUDD."""
        mine, theirs = self.outcomes["ours"], self.outcomes["dd.cudd"]
        if mine.seconds is None:
            return "–"
        if theirs.seconds is not None:
            return f"{theirs.seconds / mine.seconds:,.1f} ×"
        if theirs.failed.startswith(">"):
            return f">{float(theirs.failed[1:-2]) / mine.seconds:,.0f} ×"
        return "–"


def compare(sizes: tuple[Size, ...], runs: int, say: Say) -> list[Row]:
    """Measure all rows; a library that failed on a chain is not tried on one that is larger in every respect."""
    failed: dict[str, list[Size]] = {name: [] for name in ENGINES}
    rows = []
    for size in sizes:
        outcomes = {name: _measured(name, size, runs, failed[name], say) for name in ENGINES}
        rows.append(Row(size, outcomes, _difference(size, outcomes)))
    return rows


def times_table(rows: list[Row]) -> Table:
    """Milliseconds by engine."""
    table = Table(title="Chance of yes and all Birnbaum figures, from the rule expression: ms (median)")
    for column in ("people/shared", *ENGINES, "ours to CUDD", "ours by"):
        table.add_column(column, justify="left" if column.startswith("people") else "right")
    for row in rows:
        cells = [str(row.outcomes[name]) for name in ENGINES]
        table.add_row(str(row.size), *cells, row.against_cudd, row.outcomes["ours"].note or "–")
    return table


def memory_table(rows: list[Row]) -> Table:
    """Megabytes by engine."""
    table = Table(title="Peak memory of the whole process, interpreter and numpy included: MB")
    for column in ("people/shared", *ENGINES):
        table.add_column(column, justify="left" if column.startswith("people") else "right")
    for row in rows:
        peaks = [row.outcomes[name].peak for name in ENGINES]
        table.add_row(str(row.size), *("–" if peak is None else f"{peak:,.0f}" for peak in peaks))
    return table


def agreement(rows: list[Row]) -> str:
    """How far the engines' answers are apart, over all rows."""
    differences = [row.difference for row in rows if row.difference is not None]
    if not differences:
        return "No two engines answered the same row."
    worst = max(differences)
    verdict = "all engines agree" if worst <= TOLERANCE else "THE ENGINES DISAGREE"
    return f"Largest relative difference of any chance or Birnbaum figure: {worst:.1e} – {verdict} to {TOLERANCE:.0e}."


def _measured(name: str, size: Size, runs: int, failed: list[Size], say: Say) -> Outcome:
    if name == "enumeration" and size.people > ENUMERATED:
        return Outcome(None, failed="–")
    if name not in OURS and any(size.covers(smaller) for smaller in failed):
        return Outcome(None, failed="not tried")
    seconds = SMALL_SECONDS if size.people <= SMALL_PEOPLE else SECONDS
    outcome = measure_apart(name, size, runs=runs, seconds=seconds)
    if not outcome.finished:
        failed.append(size)
    say(f"{size} {name}: {outcome}")
    return outcome


def _difference(size: Size, outcomes: dict[str, Outcome]) -> float | None:
    """The largest relative difference to ours; None where ours is sampled or nobody else answered."""
    mine = outcomes["ours"]
    if mine.note == "sampling" or not mine.finished:
        return None
    differences = []
    for name, outcome in outcomes.items():
        if name == "ours" or not outcome.finished:
            continue
        if name in COUNTS_HEADS:
            answer = ours(Case(size, weighted=False))()
            differences.append(_apart([answer.chance, *answer.slopes], outcome))
        else:
            differences.append(_apart([mine.chance, *mine.slopes], outcome))
    return max(differences, default=None)


def _apart(mine: list[float], theirs: Outcome) -> float:
    a, b = np.array(mine), np.array([theirs.chance, *theirs.slopes])
    scale = np.maximum(np.abs(a), NEGLIGIBLE * np.abs(a).max())
    return float((np.abs(a - b) / scale).max())
