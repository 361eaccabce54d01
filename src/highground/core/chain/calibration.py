"""How good stated chances were: scores, reliability, the test of Spiegelhalter, and what a label is worth in fact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import erfc, inf, sqrt

import numpy as np
from numpy.typing import NDArray

from highground.core.chain.stance import Belief, StanceTable

Floats = NDArray[np.float64]
Chances = Sequence[float] | Floats
Outcomes = Sequence[bool] | Sequence[int] | NDArray[np.bool_]

SIGNIFICANCE = 0.05
NINETY_FIVE = 1.6448536269514722
"""The 95 % point of the standard normal."""


@dataclass(frozen=True)
class ReliabilityBin:
    """Chances between `p_from` and `p_to`: how many, their mean, the share that came true, its 5–95 % interval."""

    p_from: float
    p_to: float
    count: int
    p_mean: float
    observed: float
    low: float
    high: float


@dataclass(frozen=True)
class Gain:
    """A difference of scores and its 5–95 % interval; above 0 is better."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True)
class Spiegelhalter:
    """The test statistic, standard normal when the chances are right, and its two-sided p-value."""

    z: float
    p_value: float


@dataclass(frozen=True)
class CalibrationVerdict:
    """Whether chances may be called calibrated: `decisions` closed of `needed`, and the test where there are any."""

    decisions: int
    needed: int
    z: float | None
    p_value: float | None
    calibrated: bool


def brier_score(p: Chances, outcome: Outcomes) -> float:
    """Mean squared distance between chance and outcome (Brier 1950, halved as is usual for yes and no).

    0 is perfect, 0.25 is what always saying one half gives. Raises ValueError on empty or unequal input and on
    chances outside 0–1.

    >>> round(brier_score([0.9, 0.2], [True, False]), 6)
    0.025
    """
    chances, came_true = _checked(p, outcome)
    return float(np.mean((chances - came_true) ** 2))


def brier_gain(p: Chances, base: Chances, outcome: Outcomes) -> Gain:
    """How much lower the Brier score of `p` is than that of `base` on the same outcomes, with its 5–95 % interval.

    The interval is that of a mean of independent paired differences; cases that hang together make it wider.
    Raises ValueError as `brier_score` does.

    >>> round(brier_gain([0.9, 0.2], [0.5, 0.5], [True, False]).mean, 9)
    0.225
    """
    chances, came_true = _checked(p, outcome)
    plain, _ = _checked(base, outcome)
    gains = (plain - came_true) ** 2 - (chances - came_true) ** 2
    mean = float(gains.mean())
    spread = NINETY_FIVE * float(gains.std(ddof=1)) / sqrt(len(gains)) if len(gains) > 1 else inf
    return Gain(mean, mean - spread, mean + spread)


def log_loss(p: Chances, outcome: Outcomes) -> float:
    """Mean surprise in nats: −log of the chance given to what happened; infinite where that chance was 0.

    Raises ValueError as `brier_score` does.

    >>> log_loss([1.0, 0.0], [True, False]), log_loss([1.0], [False])
    (0.0, inf)
    """
    chances, came_true = _checked(p, outcome)
    given = np.where(came_true == 1, chances, 1 - chances)
    return inf if np.any(given == 0) else abs(float(np.mean(-np.log(given))))


def beta_interval(yes: float, no: float) -> tuple[float, float]:
    """The 5–95 % interval of a share after so many yes and no, under the prior of Jeffreys, Beta(½, ½).

    >>> [round(bound, 4) for bound in beta_interval(9, 1)]
    [0.6694, 0.9821]
    """
    from scipy.special import betaincinv

    low, high = betaincinv(yes + 0.5, no + 0.5, np.array([0.05, 0.95]))
    return float(low), float(high)


def reliability_bins(p: Chances, outcome: Outcomes, bins: int = 10) -> tuple[ReliabilityBin, ...]:
    """Chance against outcome in bins of equal width; empty bins are left out, the last one includes 1.

    Raises ValueError as `brier_score` does, and on fewer than one bin.

    >>> [(b.count, b.observed) for b in reliability_bins([0.1, 0.8, 0.9], [False, True, False], bins=2)]
    [(1, 0.0), (2, 0.5)]
    """
    if bins < 1:
        raise ValueError("at least one bin is needed")
    chances, came_true = _checked(p, outcome)
    place = np.minimum((chances * bins).astype(int), bins - 1)
    return tuple(_bin(at, bins, chances[place == at], came_true[place == at]) for at in np.unique(place).tolist())


def spiegelhalter(p: Chances, outcome: Outcomes) -> Spiegelhalter:
    """Whether outcomes fit the chances: z of Spiegelhalter (1986, Statistics in Medicine 5, 421–433).

    z = Σ (x − p)(1 − 2p) / √Σ (1 − 2p)² p(1 − p), the Brier score against what it should be. Chances of 0, ½ and
    1 carry no variance: where only those are given, z is 0 if all certainties came true, else infinite. Raises
    ValueError as `brier_score` does.

    >>> test = spiegelhalter([0.2, 0.8], [False, True])
    >>> round(test.z, 4), round(test.p_value, 4)
    (-0.7071, 0.4795)
    """
    chances, came_true = _checked(p, outcome)
    away = 1 - 2 * chances
    surplus = float(np.sum((came_true - chances) * away))
    variance = float(np.sum(away**2 * chances * (1 - chances)))
    certain_z = 0.0 if surplus == 0 else inf
    z = surplus / sqrt(variance) if variance > 0 else certain_z
    return Spiegelhalter(z, erfc(abs(z) / sqrt(2)))


def calibration_verdict(p: Chances, outcome: Outcomes, minimum: int = 10) -> CalibrationVerdict:
    """Calibrated: at least `minimum` closed decisions, and no miscalibration significant at 5 %.

    No decisions yet is no error. Few decisions can hardly be significant: the verdict says how many there are.

    >>> calibration_verdict([0.8, 0.7], [True, True])
    CalibrationVerdict(decisions=2, needed=10, z=-0.7947194142390263, p_value=0.4267767365329837, calibrated=False)
    """
    if len(p) == len(outcome) == 0:
        return CalibrationVerdict(0, minimum, None, None, calibrated=False)
    test = spiegelhalter(p, outcome)
    calibrated = len(p) >= minimum and test.p_value >= SIGNIFICANCE
    return CalibrationVerdict(len(p), minimum, test.z, test.p_value, calibrated)


def reestimate(table: StanceTable, answers: Iterable[tuple[str, bool]]) -> StanceTable:
    """The table after answers (label, said yes): Beta–binomial, with the table as it was for prior.

    mean = (mean · weight + yes) / (weight + n), weight = weight + n. Raises ValueError on an unknown label.

    >>> table = reestimate(StanceTable(), [("support", True), ("support", False)])
    >>> round(table.beliefs["support"].mean, 4), table.beliefs["support"].weight
    (0.724, 10)
    """
    asked: Counter[str] = Counter()
    yes: Counter[str] = Counter()
    for label, said_yes in answers:
        if label not in table.beliefs:
            raise ValueError(f"no such stance: {label}")
        asked[label] += 1
        yes[label] += said_yes
    beliefs = {label: _learned(belief, yes[label], asked[label]) for label, belief in table.beliefs.items()}
    return replace(table, beliefs=beliefs)


def _learned(prior: Belief, yes: int, asked: int) -> Belief:
    if asked == 0:
        return prior
    weight = prior.weight + asked
    return Belief((prior.mean * prior.weight + yes) / weight, weight)


def _bin(at: int, bins: int, chances: Floats, came_true: Floats) -> ReliabilityBin:
    count, yes = len(chances), float(came_true.sum())
    low, high = beta_interval(yes, count - yes)
    return ReliabilityBin(at / bins, (at + 1) / bins, count, float(chances.mean()), yes / count, low, high)


def _checked(p: Chances, outcome: Outcomes) -> tuple[Floats, Floats]:
    """Both as arrays of floats, one entry a decision."""
    chances, came_true = np.asarray(p, dtype=np.float64), np.asarray(outcome, dtype=np.float64)
    if chances.ndim != 1 or chances.shape != came_true.shape:
        raise ValueError(f"{chances.size} chances for {came_true.size} outcomes")
    if chances.size == 0:
        raise ValueError("no decisions to judge by")
    if not np.all((chances >= 0) & (chances <= 1)):
        raise ValueError("chances lie between 0 and 1")
    if not np.all((came_true == 0) | (came_true == 1)):
        raise ValueError("an outcome is yes or no")
    return chances, came_true
