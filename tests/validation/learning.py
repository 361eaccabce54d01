"""What the roll calls before a given one say of it: each senator's chance, and the share of results."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tests.validation.reading import NAY, NOT_A_MEMBER, SILENT, YEA, Floats, Senate

ABSENT_WEIGHT = 20.0
GONE_AFTER = 10
"""A senator silent in so many roll calls running is taken to be away; both figures are plain choices, not tuned."""
SURE = 1e-4
"""No senator is believed to be more certain than this."""


@dataclass(frozen=True)
class Settings:
    """How a senator's chance is learnt: what counts as the same kind of question, and four weights in roll calls.

    `party` draws a party's share in a kind towards its overall share, `senator` draws a senator's share in a kind
    towards the party's, `matter` draws votes on the same matter towards that (None: they are not looked at).
    """

    kind: str
    party: float
    senator: float
    matter: float | None
    half_life_days: float | None


@dataclass(frozen=True)
class BaseSettings:
    """The same for the share of results: pseudo-results behind a kind, and behind a matter (None: not looked at)."""

    kind: str | None = None
    weight: float = 0.0
    matter: float | None = None
    half_life_days: float | None = None


class Record:
    """What the votes say before a given roll call. Everything is cut off at that roll call first."""

    def __init__(self, senate: Senate) -> None:
        self.senate = senate
        self.yea = (senate.votes == YEA).astype(np.float64)
        self.cast = (senate.votes >= NAY).astype(np.float64)
        of_party = np.maximum(self.cast @ senate.parties.T, 1.0)
        self.party_share = (self.yea @ senate.parties.T) / of_party
        self.passed = senate.passed.astype(np.float64)

    def chances(self, at: int, settings: Settings) -> Floats:
        """Each senator's chance of a yea at roll call `at` when voting, from the roll calls before it."""
        age = self._age(at, settings.half_life_days)
        kinds = self.senate.kinds[settings.kind]
        alike = age * (kinds[:at] == kinds[at])
        overall = (age @ self.party_share[:at] + 0.5) / (age.sum() + 1)
        party = (alike @ self.party_share[:at] + settings.party * overall) / (alike.sum() + settings.party)
        chance = self._drawn(at, alike, party @ self.senate.parties, settings.senator)
        if settings.matter is not None:
            same = age * (self.senate.matters[:at] == self.senate.matters[at])
            chance = self._drawn(at, same, chance, settings.matter)
        return np.clip(chance, SURE, 1 - SURE)

    def absence(self, at: int) -> Floats:
        """Each senator's chance not to vote at roll call `at`; 1 for those who are away."""
        before = self.senate.votes[:at]
        member, silent = before > NOT_A_MEMBER, before == SILENT
        overall = silent.sum() / member.sum()
        share = (silent.sum(axis=0) + ABSENT_WEIGHT * overall) / (member.sum(axis=0) + ABSENT_WEIGHT)
        share[silent[-GONE_AFTER:].all(axis=0)] = 1.0
        result: Floats = share
        return result

    def base_rate(self, at: int, settings: BaseSettings) -> float:
        """The share of results before roll call `at` that were a yes, by kind and matter as the settings say."""
        age = self._age(at, settings.half_life_days)
        share = (age @ self.passed[:at] + 0.5) / (age.sum() + 1)
        layers = [] if settings.kind is None else [(self.senate.kinds[settings.kind], settings.weight)]
        layers += [] if settings.matter is None else [(self.senate.matters, settings.matter)]
        for index, weight in layers:
            same = age * (index[:at] == index[at])
            share = (same @ self.passed[:at] + weight * share) / (same.sum() + weight)
        return float(share)

    def base_rates(self, places: Sequence[int], settings: BaseSettings) -> Floats:
        return np.array([self.base_rate(at, settings) for at in places])

    def _drawn(self, at: int, weight: Floats, towards: Floats, pseudo: float) -> Floats:
        """Beta–binomial: the weighted share of yeas drawn towards a prior worth so many answers."""
        result: Floats = (weight @ self.yea[:at] + pseudo * towards) / (weight @ self.cast[:at] + pseudo)
        return result

    def _age(self, at: int, half_life_days: float | None) -> Floats:
        """What each roll call before `at` still counts."""
        if half_life_days is None:
            return np.ones(at)
        days = self.senate.days
        return np.asarray(0.5 ** ((days[at] - days[:at]) / half_life_days))
