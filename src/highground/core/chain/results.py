"""The results of an analysis: frozen, and the same wherever they are shown."""

from __future__ import annotations

from dataclasses import dataclass

from highground.core.chain.engine.evaluator import Method
from highground.core.chain.model import Chain
from highground.core.chain.order import Place
from highground.core.chain.stance import StanceTable
from highground.core.chain.structure import GateState, Structure
from highground.core.text import Text


@dataclass(frozen=True)
class Chance:
    """The chance of yes, 0–1. `low`–`high`: 5–95 % as the beliefs allow; `label_low`–`label_high`: every stance one
    step down, one step up. `standard_error` is 0 where the answer is exact. `independent` is the chance without the
    common cause, the same as `p` where none is assumed.
    """

    p: float
    low: float
    high: float
    label_low: float
    label_high: float
    calibrated: bool
    independent: float
    standard_error: float
    method: Method


@dataclass(frozen=True)
class GateChance:
    """The chance to pass a gate given that all before it were passed; None where those cannot be passed."""

    step: str
    gate: str
    p_given_before: float | None
    state: GateState


@dataclass(frozen=True)
class PersonAnalysis:
    """What hinges on one person.

    `p` own chance of yes, `p_effective` after influence; `birnbaum` ∂P/∂p; `shapley`, `banzhaf` (normalised) and
    `banzhaf_raw` power on paper; `actual` the share of ∂P/∂(log-odds) through the network, power in fact; `up` and
    `down` the chance of yes when this person moves one stance step.
    """

    id: str
    p: float
    p_effective: float
    birnbaum: float
    shapley: float
    banzhaf: float
    banzhaf_raw: float
    actual: float
    veto: bool
    dummy: bool
    up: float
    down: float


@dataclass(frozen=True)
class Coalition:
    """People who together suffice, for a yes or to stop it, and the chance that all of them do."""

    people: tuple[str, ...]
    p: float


@dataclass(frozen=True)
class CoalitionList:
    """Coalitions, the likeliest first; `cut` says that there are more, `total` how many in all where known."""

    listed: tuple[Coalition, ...]
    cut: bool
    total: int | None


@dataclass(frozen=True)
class Analysis:
    """The answers to all questions about a chain, in one frozen object."""

    chain: Chain
    structure: Structure
    table: StanceTable
    rho: float
    chance: Chance
    gates: tuple[GateChance, ...]
    people: tuple[PersonAnalysis, ...]
    winning: CoalitionList
    blocking: CoalitionList
    order: tuple[Place, ...]
    notes: tuple[Text, ...]

    @property
    def can_pass(self) -> bool:
        """Whether any set of people at all suffices for a yes."""
        return bool(self.winning.listed) or self.winning.cut
