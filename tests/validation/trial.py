"""The trial: settings are chosen inside the earlier part alone, the later part is foretold once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

import numpy as np

from highground.core.chain.calibration import brier_score, log_loss
from tests.validation.chains import foretell
from tests.validation.learning import BaseSettings, Record, Settings
from tests.validation.reading import KINDS, NAY, YEA, Bools, Floats, Senate, read_senate
from tests.validation.scores import bounded_log_loss

PARTY_WEIGHTS = (2.0, 8.0, 32.0)
SENATOR_WEIGHTS = (8.0, 32.0, 128.0)
MATTER_WEIGHTS = (0.25, 0.5, 1.0, 2.0)
HALF_LIVES_DAYS = (None, 180.0)
BASE_WEIGHTS = (0.5, 2.0, 8.0)
RHOS = (0.0, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9)


@dataclass(frozen=True, eq=False)
class Learnt:
    """A way to learn the senators' chances: settings and common cause as chosen, and the later part foretold.

    `inner` holds (rho, Brier, log loss) on the inner stretch of the earlier part.
    """

    settings: Settings
    rho: float
    inner: tuple[tuple[float, float, float], ...]
    independent: Floats
    common_cause: Floats


@dataclass(frozen=True, eq=False)
class Trial:
    """Everything the page says about roll calls; predictions and outcomes are those of the later part."""

    record: Record
    by_kind: Learnt
    by_matter: Learnt
    base: tuple[BaseSettings, BaseSettings]
    predictions: dict[str, Floats]
    outcomes: Bools

    @property
    def senate(self) -> Senate:
        return self.record.senate


@lru_cache(maxsize=1)
def run_trial() -> Trial:
    """Chooses on the earlier part, foretells the later part once."""
    senate = read_senate()
    record = Record(senate)
    by_kind, by_matter = _learn(record, [None]), _learn(record, MATTER_WEIGHTS)
    kind = by_kind.settings.kind
    base = _choose_base(record, kind, [None]), _choose_base(record, kind, MATTER_WEIGHTS)
    predictions = {
        "overall": record.base_rates(senate.later, BaseSettings()),
        "kind": record.base_rates(senate.later, base[0]),
        "kind and matter": record.base_rates(senate.later, base[1]),
        "chain": by_kind.independent,
        "chain, rho": by_kind.common_cause,
        "chain, matter": by_matter.independent,
        "chain, matter, rho": by_matter.common_cause,
    }
    return Trial(record, by_kind, by_matter, base, predictions, senate.passed[senate.later])


def senator_chances(record: Record, places: Sequence[int], settings: Settings) -> tuple[Floats, Bools]:
    """The chance of a yea and whether it was one, for every vote that was cast."""
    chances, yeas = [], []
    for at in places:
        votes = record.senate.votes[at]
        chances.append(record.chances(at, settings)[votes >= NAY])
        yeas.append(votes[votes >= NAY] == YEA)
    return np.concatenate(chances), np.concatenate(yeas)


def _learn(record: Record, matter_weights: Sequence[float | None]) -> Learnt:
    senate = record.senate
    settings = _choose_settings(record, matter_weights)
    passed = senate.passed[senate.inner]
    tried = foretell(record, senate.inner, settings, RHOS)
    inner = tuple(
        (rho, brier_score(p, passed), bounded_log_loss(p, passed)) for rho, p in zip(RHOS, tried.T, strict=True)
    )
    rho = min(inner, key=lambda row: row[2])[0]
    independent, common_cause = foretell(record, senate.later, settings, [0.0, rho]).T
    return Learnt(settings, rho, inner, independent, common_cause)


def _choose_settings(record: Record, matter_weights: Sequence[float | None]) -> Settings:
    """The settings with the least log loss over the senators' single votes."""
    values = product(KINDS, PARTY_WEIGHTS, SENATOR_WEIGHTS, matter_weights, HALF_LIVES_DAYS)
    grid = (Settings(*chosen) for chosen in values)
    return min(grid, key=lambda settings: log_loss(*senator_chances(record, record.senate.inner, settings)))


def _choose_base(record: Record, kind: str, matter_weights: Sequence[float | None]) -> BaseSettings:
    """The settings with the least log loss over results."""
    inner = record.senate.inner
    passed = record.senate.passed[inner]
    grid = (BaseSettings(kind, *chosen) for chosen in product(BASE_WEIGHTS, matter_weights, HALF_LIVES_DAYS))
    return min(grid, key=lambda settings: log_loss(record.base_rates(inner, settings), passed))
