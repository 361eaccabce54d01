"""The chance of yes and how it moves: one evaluation of the structure function for every question."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from highground.core.chain.common_cause import given_mood, mood_grid, mood_slopes
from highground.core.chain.engine.algebra import Probability
from highground.core.chain.engine.evaluator import Evaluator, Method
from highground.core.chain.influence import Network
from highground.core.chain.model import Chain
from highground.core.chain.stance import StanceTable
from highground.core.chain.structure import Absence, Answer, Structure, chain_structure

Array = NDArray[np.float64]

SAMPLES = 4000
"""Draws from the Beta distributions for the 5–95 % interval, fewer where one evaluation is large."""
LEAST_SAMPLES = 200
SAMPLE_CELLS = 6e7


class ChainModel:
    """A chain ready to answer: opinions → influence → chances of the answers → chance of yes.

    An *opinion* is one chance that somebody says yes: one a person, in general, and one for each topic on which a
    person's opinion differs. Opinions are arrays of shape (opinions, batch). `rho` is the common cause, 0 for none.
    """

    def __init__(
        self, chain: Chain, table: StanceTable | None = None, *, rho: float = 0.0, method: Method | None = None
    ) -> None:
        self.chain = chain
        self.table = table or StanceTable()
        self.rho = rho
        self.structure: Structure = chain_structure(chain)
        self.network = Network(chain)
        self.owners, topics = _opinions(chain)
        beliefs = [self.table.belief(chain.people[who].opinion_about(topic)) for who, topic in topics]
        self.means: Array = np.array([belief.mean for belief in beliefs])
        self._betas = [belief.beta for belief in beliefs]
        self._place = {person.id: i for i, person in enumerate(chain.people)}
        self._opinion_row = {topic: row for row, topic in enumerate(topics)}
        self._rows, self._absences = self._variables()
        gates = [gate.node for gate in self.structure.counting]
        self.evaluator = Evaluator(gates, len(self.structure.variables), method=method)

    def chance(self, opinions: Array) -> Array:
        """The chance of yes for each column of opinions: (batch,)."""
        return self._value(self._leaves(self.effective(opinions)), self.rho)

    def gradient(self, opinions: Array) -> tuple[float, Array]:
        """The chance of yes and its derivative by every *effective* opinion (after influence); one column in."""
        effective = self.effective(opinions)
        leaves = self._leaves(effective)
        if self.rho == 0:
            value, slopes = self.evaluator.gradient(Probability(), leaves)
            by_leaf = slopes[:, 0]
        else:
            value, by_leaf = self._mood_gradient(leaves)
        by_opinion = np.zeros(len(opinions))
        np.add.at(by_opinion, self._rows[self._rows >= 0], by_leaf[self._rows >= 0])
        return float(value[0]), by_opinion

    def gate_chances(self, opinions: Array) -> Array:
        """The chance to have passed the first k counting gates, k = 0 … gates; one column in."""
        leaves = self._leaves(self.effective(opinions))
        if self.rho == 0:
            return self.evaluator.prefixes(Probability(), leaves)
        moods, weights = self._moods(leaves, self.rho)
        columns = [self.evaluator.prefixes(Probability(), moods[:, :, z]) for z in range(len(weights))]
        result: Array = np.stack(columns, axis=1) @ weights
        return result

    def effective(self, opinions: Array) -> Array:
        """Opinions after influence, same shape."""
        people = len(self.chain.people)
        general = opinions[:people]
        settled = self.network.settled(general)
        if len(opinions) == people:
            return settled
        topics = [
            self.network.settled_topic(self.owners[row], opinions[row], general) for row in range(people, len(opinions))
        ]
        return np.concatenate([settled, np.stack(topics)])

    def samples(self, *, seed: int = 5) -> Array:
        """Opinions drawn from their Beta distributions, shape (opinions, draws); the same for the same chain."""
        rng = np.random.default_rng(seed)
        moods = len(mood_grid(self.evaluator.size, self.rho)[0]) if self.rho else 1
        draws = int(np.clip(SAMPLE_CELLS / (self.evaluator.cells * moods), LEAST_SAMPLES, SAMPLES))
        rows = [
            rng.beta(yes, no, draws) if yes > 0 and no > 0 else np.full(draws, mean)
            for (yes, no), mean in zip(self._betas, self.means, strict=True)
        ]
        return np.array(rows).reshape(len(rows), draws)

    def one_step(self, up: bool) -> Array:
        """Each opinion one rung of the stance ladder up or down, shape (opinions,)."""
        return np.array([self.table.one_step(mean, up) for mean in self.means])

    def one_person_moved(self, up: bool) -> Array:
        """The chance of yes when one person, with all opinions, moves a rung; one entry a person."""
        moved = self.one_step(up)
        people = len(self.chain.people)
        if people == 0:
            return np.zeros(0)
        columns = np.repeat(self.means[:, None], people, axis=1)
        for row, owner in enumerate(self.owners):
            columns[row, owner] = moved[row]
        return self.chance(columns)

    def independent(self) -> float:
        """The chance of yes at the means without a common cause."""
        return float(self._value(self._leaves(self.effective(self.means[:, None])), 0.0)[0])

    def chance_with_mood(self, rho: float) -> float:
        """The chance of yes at the means with this common cause."""
        return float(self._value(self._leaves(self.effective(self.means[:, None])), rho)[0])

    def standard_error(self) -> float:
        """The standard error of the chance of yes at the means: 0 where it is exact."""
        return self.evaluator.standard_error(self._leaves(self.effective(self.means[:, None])))

    def opinion_of(self, answer: Answer) -> int:
        """The row of the opinion an answer rests on."""
        who = self._place[answer.person]
        return self._opinion_row.get((who, answer.about), who)

    def _value(self, leaves: Array, rho: float) -> Array:
        if rho == 0:
            return self.evaluator.value(Probability(), leaves)
        moods, weights = self._moods(leaves, rho)
        values = self.evaluator.value(Probability(), moods.reshape(len(leaves), leaves.shape[1] * len(weights)))
        result: Array = values.reshape(leaves.shape[1], -1) @ weights
        return result

    def _moods(self, leaves: Array, rho: float) -> tuple[Array, Array]:
        moods, weights = given_mood(leaves, rho)
        return np.where(self._absences[:, None, None], leaves[..., None], moods), weights

    def _mood_gradient(self, leaves: Array) -> tuple[Array, Array]:
        moods, weights = self._moods(leaves, self.rho)
        values, slopes = self.evaluator.gradient(Probability(), moods[:, 0, :])
        by_leaf: Array = (slopes * mood_slopes(leaves, moods, self.rho)[:, 0, :]) @ weights
        return np.array([values @ weights]), by_leaf

    def _leaves(self, effective: Array) -> Array:
        """The chance of every variable of the structure, shape (variables, batch)."""
        leaves = np.empty((len(self._rows), effective.shape[1]))
        answers = self._rows >= 0
        leaves[answers] = effective[self._rows[answers]]
        for i in np.flatnonzero(self._absences):
            leaves[i] = self.chain.person(self.structure.variables[i].person).absent
        return leaves

    def _variables(self) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
        """For each variable the opinion it rests on (−1 for an absence), and which are absences."""
        variables = self.structure.variables
        rows = [self.opinion_of(variable) if isinstance(variable, Answer) else -1 for variable in variables]
        absences = [isinstance(variable, Absence) for variable in variables]
        return np.array(rows, dtype=np.intp), np.array(absences, dtype=bool)


def _opinions(chain: Chain) -> tuple[NDArray[np.intp], list[tuple[int, str | None]]]:
    """Whose opinion each row is, and (person, topic): the general ones first, in the order of people."""
    topics: list[tuple[int, str | None]] = [(i, None) for i in range(len(chain.people))]
    topics += [(i, topic) for i, person in enumerate(chain.people) for topic, _ in person.about]
    return np.array([who for who, _ in topics], dtype=np.intp), topics
