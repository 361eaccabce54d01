"""What a page took."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Timing:
    """What a page took, in milliseconds."""

    reader: str
    name: str
    limit: float
    median: float
    p95: float
