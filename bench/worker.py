"""One task in a process of its own: `python -m bench.worker '{"task": …}'` prints what it measured as JSON."""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

from bench.chains import Size
from bench.engines import Answer, Engine
from bench.tasks import TASKS

LONG_RUN = 5.0
"""Seconds; a first run this long is the only one."""


def main() -> int:
    """Measure the task named in the argument."""
    order = json.loads(sys.argv[1])
    if order["memory"]:
        resource.setrlimit(resource.RLIMIT_AS, (order["memory"], order["memory"]))
    try:
        times, answer = measure(TASKS[order["task"]](Size.parse(order["size"])), order["runs"])
    except MemoryError:
        print(json.dumps({"failed": "out of memory", "peak": peak_megabytes()}))
        return 0
    print(
        json.dumps(
            {
                "seconds": median(times),
                "runs": len(times),
                "chance": answer.chance,
                "slopes": answer.slopes.tolist(),
                "note": answer.note,
                "peak": peak_megabytes(),
            }
        )
    )
    return 0


def measure(run: Engine, runs: int) -> tuple[list[float], Answer]:
    """A warm-up and then `runs` measured runs, in seconds; the warm-up alone where that takes long."""
    first, answer = _timed(run)
    if first > LONG_RUN:
        return [first], answer
    return [_timed(run)[0] for _ in range(runs)], answer


def peak_megabytes() -> float:
    """The most memory this process has held, in MB; not what it was started from, which `ru_maxrss` may count."""
    status = Path("/proc/self/status")
    if status.exists():
        fields = dict(line.split(":", 1) for line in status.read_text().splitlines())
        if "VmHWM" in fields:
            return int(fields["VmHWM"].split()[0]) * 1024 / 1e6
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def _timed(run: Engine) -> tuple[float, Answer]:
    start = perf_counter()
    answer = run()
    return perf_counter() - start, answer


if __name__ == "__main__":
    sys.exit(main())
