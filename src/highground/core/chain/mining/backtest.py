"""How well a mined chain would have foretold: the earlier cases are mined, the later ones predicted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import product

import numpy as np
from numpy.typing import NDArray

from highground.core.chain.calibration import (
    Floats,
    Gain,
    ReliabilityBin,
    brier_gain,
    brier_score,
    log_loss,
    reliability_bins,
)
from highground.core.chain.mining.events import Event, EventLog
from highground.core.chain.mining.order import gate_order
from highground.core.chain.mining.rounds import Round, read_rounds, visited
from highground.core.faults import fault
from highground.core.text import Text, plural_text

Bools = NDArray[np.bool_]
Cases = Sequence[tuple[Event, ...]]

BANDS = (1, 2, 4, 6, 8, 12, 16)
PRIOR_WEIGHTS = (5.0, 20.0, 80.0)
HALF_LIVES_DAYS = (None, 360.0, 180.0, 90.0, 45.0)
FOLD_STARTS = (0.5, 0.6, 0.7, 0.8, 0.9)
FOLD_WIDTH = 0.1
"""Settings are chosen inside the earlier cases: from each of these shares on, the next tenth is foretold."""

_SECONDS_PER_DAY = 86400.0


@dataclass(frozen=True)
class BacktestSettings:
    """How the earlier cases were counted: quantile bands of the amount, pseudo-cases that draw a band towards
    the rate of its gate, and the age at which a case counts half (None: all count alike).
    """

    bands: int = 1
    prior_weight: float = 20.0
    half_life_days: float | None = None


@dataclass(frozen=True, eq=False)
class Backtest:
    """Chances given to later cases beside what happened, and beside the base rate of the earlier ones.

    `n_train` and `n_test` are closed first rounds, `left_out` later cases without one. `predictions` and
    `outcomes` are in the order of first submission; log losses are in nats.
    """

    n_train: int
    n_test: int
    left_out: int
    base_rate: float
    brier: float
    log_loss: float
    base_brier: float
    base_log_loss: float
    gain: Gain
    reliability: tuple[ReliabilityBin, ...]
    settings: BacktestSettings
    predictions: Floats
    outcomes: Bools
    notes: tuple[Text, ...]


def backtest(log: EventLog, *, train_share: float = 0.7) -> Backtest:
    """Foretells, for the later cases, whether the first round passes without a refusal.

    Cases are ordered by their first event. The earlier `train_share` is known only as far as it had happened
    when the first later case began. Each gate has, in each band of the amount, a share of rounds that meet it and
    a rate of yes, both drawn towards the gate's overall figures (Beta–binomial); the chance of a case is the
    product over gates of 1 − share · (1 − rate). How many bands, how strong the draw and how fast cases age is
    chosen inside the earlier part alone, by log loss over five later tenths each foretold from what came before.

    An amount of zero or less is taken as not known: logs write it when a case closes without payment, and would
    give the outcome away. Cases without an amount count in all bands alike and get the chance over all bands.
    The base rate is the share of earlier rounds that passed, with half a case added on each side.

    Raises InputError for a log without decisions or with too few cases, ValueError for a share outside 0–1.

    >>> from datetime import UTC
    >>> def case(day, answer):
    ...     return tuple(Event(str(day), what, datetime(2024, 1, day, at, tzinfo=UTC), role)
    ...         for at, (what, role) in enumerate([("submitted", "sales"), (answer, "board")]))
    >>> cases = tuple(case(day, "rejected" if day % 3 == 0 else "approved") for day in range(1, 11))
    >>> result = backtest(EventLog(cases))
    >>> result.n_train, result.n_test, result.base_rate
    (7, 3, 0.6875)
    """
    if not 0 < train_share < 1:
        raise ValueError("train_share lies between 0 and 1")
    reading = read_rounds(log)
    if not reading.has_decisions:
        raise fault(
            Text(
                "This log records no decisions, so there is nothing to foretell. "
                "Name the column that says approved or rejected with --decision"
            )
        )
    firsts = [rounds[0] for rounds in reading.rounds]
    cut = int(len(log.cases) * train_share)
    fold = _fold(log.cases[:cut], firsts[cut:])
    if fold is None:
        raise fault(
            Text(
                "Too few cases to test on: %(count)s, of which some must be closed in each part", {"count": len(firsts)}
            )
        )
    settings = _choose_settings(log.cases[:cut])
    result = _result(fold, settings, left_out=len(firsts) - cut - len(fold.outcomes))
    return replace(result, notes=(*log.notes, *result.notes))


@dataclass(frozen=True, eq=False)
class _Counted:
    """First rounds as arrays, one row a round: amount (0 not known), start in days, gates met and refusing gate."""

    amount: Floats
    start_days: Floats
    met: Bools
    refused: Bools

    @property
    def passed(self) -> Bools:
        return np.logical_not(self.refused.any(axis=1))


@dataclass(frozen=True, eq=False)
class _Fold:
    """What was known at a moment, and the closed first rounds that came after it."""

    known: _Counted
    now_days: float
    amounts: Floats
    outcomes: Bools


def _fold(earlier: Cases, later: Sequence[Round]) -> _Fold | None:
    """None where either part has no closed first round."""
    if not earlier or not later:
        return None
    now = min(one.start for one in later)
    happened = (tuple(event for event in case if event.time < now) for case in earlier)
    reading = read_rounds(EventLog(tuple(case for case in happened if case)))
    closed = [one for one in later if one.outcome is not None]
    if not reading.has_decisions or not reading.first_rounds or not closed:
        return None
    gates = gate_order(reading.first_rounds, reading.decisions).line
    outcomes = np.array([one.outcome for one in closed], dtype=np.bool_)
    return _Fold(_counted(reading.first_rounds, gates), _days(now), _amounts(closed), outcomes)


def _counted(rounds: Sequence[Round], gates: Sequence[str]) -> _Counted:
    met = [[gate in seen for gate in gates] for seen in map(visited, rounds)]
    refused = [[one.outcome is False and one.decisions[-1].gate == gate for gate in gates] for one in rounds]
    days = np.array([_days(one.start) for one in rounds])
    return _Counted(_amounts(rounds), days, np.array(met, dtype=np.bool_), np.array(refused, dtype=np.bool_))


def _amounts(rounds: Sequence[Round]) -> Floats:
    return np.array([max(0.0, one.amount or 0.0) for one in rounds])


def _days(moment: datetime) -> float:
    return moment.timestamp() / _SECONDS_PER_DAY


def _choose_settings(cases: Cases) -> BacktestSettings:
    """The settings with the least log loss over the folds; the plainest where there are no folds or a tie."""
    firsts = [rounds[0] for rounds in read_rounds(EventLog(tuple(cases))).rounds]
    edges = [(int(len(cases) * start), int(len(cases) * (start + FOLD_WIDTH))) for start in FOLD_STARTS]
    made = (_fold(cases[:start], firsts[start:end]) for start, end in edges)
    folds = [fold for fold in made if fold is not None]
    if not folds:
        return BacktestSettings()
    grid = [BacktestSettings(*values) for values in product(BANDS, PRIOR_WEIGHTS, HALF_LIVES_DAYS)]
    return min(grid, key=lambda settings: sum(log_loss(_foretell(fold, settings), fold.outcomes) for fold in folds))


def _foretell(fold: _Fold, settings: BacktestSettings) -> Floats:
    """The chance of each later round, from its amount."""
    known = fold.known
    weight = np.ones(len(known.amount))
    if settings.half_life_days is not None:
        weight = 0.5 ** ((fold.now_days - known.start_days) / settings.half_life_days)
    edges = _band_edges(known.amount, settings.bands)
    chances = _chances(known, weight, _shares_in_bands(known.amount, edges), settings.prior_weight)
    overall = _chances(known, weight, np.ones((len(weight), 1)), settings.prior_weight)
    return np.where(fold.amounts > 0, chances[np.searchsorted(edges, fold.amounts, side="right")], overall[0])


def _band_edges(amount: Floats, bands: int) -> Floats:
    """The amounts between bands of equally many rounds; fewer bands where amounts repeat."""
    amounts = amount[amount > 0]
    if not len(amounts):
        return np.array([])
    return np.unique(np.quantile(amounts, np.arange(1, bands) / bands))


def _shares_in_bands(amount: Floats, edges: Floats) -> Floats:
    """One row a round: 1 in the band of its amount; an equal share in each where the amount is not known."""
    bands = len(edges) + 1
    shares = np.eye(bands)[np.searchsorted(edges, amount, side="right")]
    shares[amount <= 0] = 1 / bands
    return shares


def _chances(known: _Counted, weight: Floats, shares: Floats, prior_weight: float) -> Floats:
    """The chance to pass all gates in each band: the product of 1 − share met · rate of no, gate after gate."""
    chance = np.ones(shares.shape[1])
    alive = np.ones(len(weight), dtype=np.bool_)
    for met, refused in zip(known.met.T, known.refused.T, strict=True):
        reached = (weight * alive) @ shares
        seen = (weight * (alive & met)) @ shares
        no = (weight * refused) @ shares
        share_met = (seen + prior_weight * _rate(seen, reached)) / (reached + prior_weight)
        rate_no = (no + prior_weight * _rate(no, seen)) / (seen + prior_weight)
        chance *= 1 - share_met * rate_no
        alive &= ~refused
    return chance


def _rate(part: Floats, whole: Floats) -> float:
    """The rate over all bands, with half a case added on each side so that nothing is certain."""
    return float((part.sum() + 0.5) / (whole.sum() + 1))


def _result(fold: _Fold, settings: BacktestSettings, left_out: int) -> Backtest:
    passed = fold.known.passed
    base_rate = (int(passed.sum()) + 0.5) / (len(passed) + 1)
    base = np.full(len(fold.outcomes), base_rate)
    predictions = _foretell(fold, settings)
    return Backtest(
        n_train=len(passed),
        n_test=len(fold.outcomes),
        left_out=left_out,
        base_rate=base_rate,
        brier=brier_score(predictions, fold.outcomes),
        log_loss=log_loss(predictions, fold.outcomes),
        base_brier=brier_score(base, fold.outcomes),
        base_log_loss=log_loss(base, fold.outcomes),
        gain=brier_gain(predictions, base, fold.outcomes),
        reliability=reliability_bins(predictions, fold.outcomes),
        settings=settings,
        predictions=predictions,
        outcomes=fold.outcomes,
        notes=_notes(fold, left_out),
    )


def _notes(fold: _Fold, left_out: int) -> tuple[Text, ...]:
    unknown = int((fold.known.amount <= 0).sum() + (fold.amounts <= 0).sum())
    notes = []
    if left_out:
        notes.append(
            plural_text(
                "%(count)s later case has no closed first round and is left out",
                "%(count)s later cases have no closed first round and are left out",
                left_out,
            )
        )
    if 0 < unknown < len(fold.known.amount) + len(fold.amounts):
        notes.append(
            plural_text(
                "%(count)s case has no amount above 0; it counts as not known when the case was submitted",
                "%(count)s cases have no amount above 0; it counts as not known when they were submitted",
                unknown,
            )
        )
    return tuple(notes)
