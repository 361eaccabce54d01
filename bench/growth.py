"""How the cost grows: with people at 12 shared, with shared people at 200."""

from __future__ import annotations

from dataclasses import dataclass

from rich.table import Table

from bench.chains import Case, Size
from bench.comparison import SECONDS, Say
from bench.isolation import Outcome, measure_apart
from highground.core.chain.engine.program import Program

PEOPLE = tuple(Size(people, 12) for people in (50, 100, 200, 400, 800))
SHARED = tuple(Size(200, shared) for shared in range(4, 41, 4))


@dataclass(frozen=True)
class Point:
    """One size: how many shared people are open at a time, and what it took."""

    size: Size
    width: int
    outcome: Outcome


def measure_growth(runs: int, say: Say) -> list[Point]:
    """All points of both series."""
    points = []
    for size in (*PEOPLE, *SHARED):
        case = Case(size)
        outcome = measure_apart("ours", size, runs=runs, seconds=SECONDS)
        say(f"growth {size}: {outcome}")
        points.append(Point(size, Program(case.gates, size.people).width, outcome))
    return points


def growth_table(points: list[Point]) -> Table:
    """Time, memory and width by size."""
    table = Table(title="How the cost grows (ours, chance and all Birnbaum figures)")
    for column in ("people/shared", "width", "ms", "MB", "by"):
        table.add_column(column, justify="right")
    for point in points:
        outcome = point.outcome
        peak = "–" if outcome.peak is None else f"{outcome.peak:,.0f}"
        table.add_row(str(point.size), str(point.width), str(outcome), peak, outcome.note)
        if point.size == PEOPLE[-1]:
            table.add_section()
    return table
