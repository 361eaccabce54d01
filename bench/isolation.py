"""Tasks in processes of their own, with a limit on time and on memory, so that none can take the rest with it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from bench.chains import Size

MEMORY = 6 * 2**30
STARTING = 5.0
"""Seconds granted for the start of the process, on top of the limit."""
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


@dataclass(frozen=True)
class Outcome:
    """What a task took, or why it did not finish."""

    seconds: float | None
    runs: int = 0
    failed: str = ""
    peak: float | None = None
    chance: float = float("nan")
    slopes: list[float] = field(default_factory=list)
    note: str = ""

    @property
    def finished(self) -> bool:
        """Whether there is a time."""
        return self.seconds is not None

    def __str__(self) -> str:
        if self.seconds is None:
            return self.failed
        return milliseconds(self.seconds) + ("" if self.runs > 1 else " (1 run)")


def milliseconds(seconds: float) -> str:
    """In milliseconds, to three figures or so."""
    value = seconds * 1e3
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def measure_apart(task: str, size: Size, *, runs: int, seconds: float, memory: int = MEMORY) -> Outcome:
    """Run a task in a fresh process, at most `seconds` long with at most `memory` bytes of address space."""
    order = json.dumps({"task": task, "size": str(size), "runs": runs, "memory": memory})
    root = Path(__file__).resolve().parents[1]
    try:
        done = subprocess.run(
            [sys.executable, "-m", "bench.worker", order],
            cwd=root,
            env={**os.environ, **ONE_THREAD},
            capture_output=True,
            text=True,
            timeout=seconds + STARTING,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Outcome(None, failed=f">{seconds:.0f} s")
    return _outcome(done)


def _outcome(done: subprocess.CompletedProcess[str]) -> Outcome:
    lines = done.stdout.strip().splitlines()
    if done.returncode == 0 and lines:
        found = json.loads(lines[-1])
        return Outcome(**{"seconds": None, **found})
    said = done.stderr.lower()
    if done.returncode < 0 or "memory" in said or "unable to allocate" in said:
        return Outcome(None, failed="out of memory")
    last = done.stderr.strip().splitlines()
    raise RuntimeError(last[-1] if last else f"the process ended with {done.returncode}")
