"""From a stance label to a chance of yes: a Beta distribution for each answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from highground.core.chain.model import Opinion


@dataclass(frozen=True)
class Belief:
    """A Beta distribution of "says yes when asked": its mean and its weight in pseudo-answers.

    >>> Belief(0.78, 8).beta
    (6.24, 1.7599999999999998)
    """

    mean: float
    weight: float

    @property
    def beta(self) -> tuple[float, float]:
        """The two shape parameters, α answers yes and β answers no."""
        return self.mean * self.weight, (1 - self.mean) * self.weight


DEFAULT_BELIEFS: Mapping[str, Belief] = MappingProxyType(
    {
        "coach": Belief(0.96, 12),
        "strong": Belief(0.90, 10),
        "support": Belief(0.78, 8),
        "neutral": Belief(0.50, 6),
        "against": Belief(0.15, 9),
        "unknown": Belief(0.50, 2),
    }
)
LADDER = ("against", "neutral", "support", "strong", "coach")
"""The stances from worst to best. Unknown is no rung: it is not a stance."""

STATED_WEIGHT = 8.0
"""Pseudo-answers behind a chance that was stated without a count: an assumption, as much as a "support" rests on."""


@dataclass(frozen=True)
class StanceTable:
    """What each label is worth. The defaults are assumptions until a workspace's own record replaces them.

    >>> StanceTable().belief(Opinion(stance="support")).mean
    0.78
    >>> StanceTable().belief(Opinion(p=0.62)).mean
    0.62
    """

    beliefs: Mapping[str, Belief] = field(default_factory=lambda: DEFAULT_BELIEFS)
    stated_weight: float = STATED_WEIGHT

    def belief(self, opinion: Opinion) -> Belief:
        """The Beta distribution of an answer. A stated chance beats the label; a stated weight beats the default."""
        if opinion.p is not None:
            return Belief(opinion.p, opinion.weight if opinion.weight is not None else self.stated_weight)
        label = self.beliefs[opinion.stance]
        return label if opinion.weight is None else Belief(label.mean, opinion.weight)

    def one_step(self, mean: float, up: bool) -> float:
        """The mean of the next rung of the ladder above or below; a mean beyond the last rung stays.

        One rule serves labels, unknown and stated chances alike.

        >>> StanceTable().one_step(0.78, up=True), StanceTable().one_step(0.50, up=False)
        (0.9, 0.15)
        >>> StanceTable().one_step(0.96, up=True)
        0.96
        """
        rungs = [self.beliefs[label].mean for label in LADDER]
        if up:
            return min((rung for rung in rungs if rung > mean), default=mean)
        return max((rung for rung in rungs if rung < mean), default=mean)
