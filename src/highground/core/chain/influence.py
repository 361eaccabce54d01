"""How opinions settle when people listen to each other (Friedkin and Johnsen 1990), on log-odds."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from highground.core.chain.model import Chain
from highground.core.faults import Fault, InputError
from highground.core.text import Text

Array = NDArray[np.float64]

CERTAIN = 1e-12
"""A certain answer (0 or 1) speaks to others with the log-odds of this close to certain."""


class Network:
    """The influence of a chain's people on each other: x = s + Λ(W x − s), so x = (I − ΛW)⁻¹(I − Λ) s.

    s are the log-odds people hold by themselves, x those they come to hold. Cycles are fine: the rows of |ΛW| must
    each sum to less than 1, else InputError names the people whose rows do not.
    """

    def __init__(self, chain: Chain) -> None:
        place = {person.id: i for i, person in enumerate(chain.people)}
        self.openness: Array = np.array([person.openness for person in chain.people], dtype=float)
        self.weights: Array = np.zeros((len(place), len(place)))
        for edge in chain.influence:
            self.weights[place[edge.target], place[edge.source]] += edge.weight
        pull = self.openness[:, None] * self.weights
        self._check(chain, np.abs(pull).sum(axis=1))
        self.moved: NDArray[np.bool_] = self.openness > 0
        """Who listens to anybody."""
        if self.moved.any():
            own = np.diag(1 - self.openness)
            self.total: Array = np.linalg.solve(np.eye(len(place)) - pull, own).astype(np.float64)
        else:
            self.total = np.eye(len(place))
        """∂x/∂s: row i says how far each person moves person i, all routes counted."""

    def settled(self, p: Array) -> Array:
        """The chances people come to hold, from those they hold by themselves; shape (people, batch), both ways.

        Who listens to nobody keeps the chance to the last digit.
        """
        if not self.moved.any():
            return p
        result = p.copy()
        result[self.moved] = chance(self.total[self.moved] @ log_odds(p))
        return result

    def settled_topic(self, person: int, topic_p: Array, p: Array) -> Array:
        """The same for one person's answer about a topic: pulled by the same voices from its own start; (batch,)."""
        if not self.moved[person]:
            return topic_p
        heard = self.weights[person] @ (self.total @ log_odds(p))
        openness = self.openness[person]
        return chance((1 - openness) * log_odds(topic_p) + openness * heard)

    def notes(self, chain: Chain) -> list[Text]:
        """What the reader should know of the network's gaps."""
        notes = []
        heard = np.abs(self.weights).sum(axis=1)
        for i, person in enumerate(chain.people):
            if heard[i] and not person.openness:
                notes.append(
                    Text(
                        "How open %(person)s is to others is not known, so influence on %(person)s has no effect yet",
                        {"person": person.label},
                    )
                )
            elif person.openness and not heard[i]:
                notes.append(
                    Text(
                        "%(person)s is open to others (%(openness)s) but nobody is recorded who moves them: "
                        "their chance is drawn towards even odds",
                        {"person": person.label, "openness": f"{person.openness:g}"},
                    )
                )
        return notes

    @staticmethod
    def _check(chain: Chain, sums: Array) -> None:
        faults = [
            Fault(
                Text(
                    "Influence on %(person)s is too strong: openness times the weights adds up to %(sum)s, "
                    "it must stay below 1",
                    {"person": chain.people[i].label, "sum": f"{sums[i]:.3g}"},
                )
            )
            for i in np.flatnonzero(~(sums < 1))
        ]
        if faults:
            raise InputError(faults)


def log_odds(p: Array) -> Array:
    """Log-odds of chances, certain ones held just short of certain.

    >>> float(log_odds(np.array([0.5]))[0])
    0.0
    """
    held = np.clip(p, CERTAIN, 1 - CERTAIN)
    return np.log(held) - np.log1p(-held)


def chance(x: Array) -> Array:
    """Chances from log-odds.

    >>> float(chance(np.array([0.0]))[0])
    0.5
    """
    return 1 / (1 + np.exp(-x))
