"""How good predictions were, beyond the scores that come with the engine."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from math import exp, log

import numpy as np

from highground.core.chain.calibration import Gain, log_loss
from tests.validation.reading import Bools, Floats, numbered, read_rows

BOUND = 1e-6
"""For the log loss chances are held this far from 0 and 1: an independent chain reaches 1 but for rounding."""


def bounded_log_loss(p: Floats, outcomes: Bools) -> float:
    """The log loss of results. Without the bound one wrong certainty would make it infinite."""
    return log_loss(np.clip(p, BOUND, 1 - BOUND), outcomes)


def brier_gains(p: Floats, than: Floats, outcomes: Bools) -> Floats:
    """How much nearer to the outcome `p` came than another prediction, one entry a decision."""
    result: Floats = (than - outcomes) ** 2 - (p - outcomes) ** 2
    return result


def log_gains(p: Floats, than: Floats, outcomes: Bools) -> Floats:
    """How much less surprise there was with `p` than with another prediction, one entry a decision."""
    result: Floats = np.where(outcomes, np.log(p / than), np.log((1 - p) / (1 - than)))
    return result


def by_day(gains: Floats, days: Sequence[Hashable], draws: int = 4000) -> Gain:
    """The mean gain with its 5–95 % interval. Whole days are resampled, because decisions of one day go together."""
    number = numbered(days)
    total, count = np.bincount(number, gains), np.bincount(number)
    drawn = np.random.default_rng(115).integers(0, len(total), (draws, len(total)))
    low, high = np.quantile(total[drawn].sum(axis=1) / count[drawn].sum(axis=1), [0.05, 0.95])
    return Gain(float(gains.mean()), float(low), float(high))


def in_sample_fit() -> tuple[int, float, float]:
    """How well NOMINATE classifies the votes it was fitted to: votes, share right, geometric mean p.

    The president's positions are in, as in the published figure.
    """
    fitted = [
        float(row["prob"])
        for row in read_rows("S115_votes.csv")
        if row["prob"] not in ("", "N/A") and row["cast_code"] in ("1", "6")
    ]
    surprise = [log(max(p, 0.01) / 100) for p in fitted]
    return len(fitted), sum(p > 50 for p in fitted) / len(fitted), exp(sum(surprise) / len(surprise))
