"""Where the public records lie: beside the repository, not in it."""

from __future__ import annotations

from pathlib import Path

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data"
ROLL_CALLS = DATA / "roll_calls"
APPROVALS = DATA / "approvals" / "DomesticDeclarations.xes.gz"


def missing() -> str:
    """One line on what is not there; empty when all is."""
    absent = [path.relative_to(DATA).as_posix() for path in (ROLL_CALLS, APPROVALS) if not path.exists()]
    return f"not in ../shared/data: {', '.join(absent)}" if absent else ""
