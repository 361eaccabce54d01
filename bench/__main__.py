"""`python -m bench`: all tables in one run; `python -m bench chains` or `accounts` for those of one part.

`--quick` for a first look, `--rows 50/12,200/12` for a few rows of the chains.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from time import perf_counter

from rich.console import Console

from bench.accounts.tables import measure_accounts
from bench.chains import Size
from bench.comparison import QUICK_SIZES, SIZES, agreement, compare, memory_table, times_table
from bench.growth import growth_table, measure_growth
from bench.limits import check_limits, limits_table
from bench.machine import machine_line

PARTS = ("chains", "accounts")
RUNS, QUICK_RUNS = 5, 3
WIDTH = 170
NOTES = """\
Each cell is a process of its own on one core, held to 20 s (up to 50 people) or 60 s and to 6 GiB; one warm-up, then
the median of {runs} runs. "(1 run)": the first took over 5 s and is the only one. "not tried": failed on a smaller one.
"ours" includes reading the written chain (chain_structure); "all indices" adds Shapley–Shubik and Banzhaf.
The others start from the same expression. dd and oxidd: thresholds by ite, variables in order of occurrence, no
reordering; the nodes are read out in Python (neither has a derivative, oxidd no weighted count), evaluated on arrays.
faultree has no weights: it gets the chain with each weighted vote replaced by k-of-n, and is compared on that."""


def main() -> int:
    """Measure and print."""
    options = _options()
    console = Console(width=None if sys.stdout.isatty() else WIDTH, highlight=False)
    progress = Console(stderr=True, highlight=False, soft_wrap=True)
    started = perf_counter()

    def say(line: str) -> None:
        progress.print(f"{perf_counter() - started:5.0f} s  {line}", markup=False)

    console.print(machine_line(), markup=False)
    if options.part != "accounts":
        _chains(console, say, options)
    if options.part != "chains" and not options.rows:
        measure_accounts(console, say, quick=options.quick)
    console.print(f"{perf_counter() - started:.0f} s in all")
    return 0


def _chains(console: Console, say: Callable[[str], None], options: argparse.Namespace) -> None:
    runs = QUICK_RUNS if options.quick else RUNS
    rows = compare(options.rows or (QUICK_SIZES if options.quick else SIZES), runs, say)
    console.print(times_table(rows), memory_table(rows))
    console.print(agreement(rows), NOTES.format(runs=runs), sep="\n", markup=False)
    if not (options.quick or options.rows):
        console.print(limits_table(check_limits(rows, runs, say)))
        console.print(growth_table(measure_growth(runs, say)))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("part", nargs="?", choices=PARTS, help="this part alone")
    parser.add_argument("--quick", action="store_true", help="rows up to 200/12, three runs, no limits")
    parser.add_argument("--rows", type=_sizes, help="these rows alone, as people/shared: 50/12,200/12")
    return parser.parse_args()


def _sizes(text: str) -> tuple[Size, ...]:
    return tuple(Size.parse(part) for part in text.split(","))


if __name__ == "__main__":
    sys.exit(main())
