"""The Senate at one roll call as a chain "51 of 100", evaluated by the engine."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from highground.core.chain import AtLeast, Chain, ChainModel, Gate, Opinion, Person, Sign, Step
from tests.validation.learning import Record, Settings
from tests.validation.reading import NOT_A_MEMBER, Floats, Senate


def chain_of(senate: Senate, at: int, chances: Floats, absence: Floats) -> Chain:
    """The Senate at one roll call as a chain with one gate.

    A majority counts those who vote: the seats whose holder is not away. Single absences are taken to be pairs that
    cancel out. Where ties are possible the Vice President is one more, with the average chance of his party: he
    turns the outcome in a tie and only there. Sixty and two thirds: absence from 60 of those sworn is a no.
    """
    roll_call = senate.roll_calls[at]
    sworn = np.flatnonzero(senate.votes[at] > NOT_A_MEMBER)
    if roll_call.needs == "sixty":
        return _one_gate([_person(senate, i, chances[i], absent=absence[i]) for i in sworn], 60)
    people = [_person(senate, i, chances[i]) for i in sworn if absence[i] < 1]
    present = len(people)
    if roll_call.needs == "two thirds":
        return _one_gate(people, -(-2 * present // 3))
    if present % 2 == 0:
        republicans = chances[senate.parties[0] == 1]
        people.append(Person("vice president", opinion=Opinion(p=float(republicans.mean()))))
    return _one_gate(people, present // 2 + 1)


def foretell(record: Record, places: Sequence[int], settings: Settings, rhos: Sequence[float]) -> Floats:
    """The chance of a yes at each roll call under each common cause, shape (roll calls, rhos)."""
    rows = []
    for at in places:
        model = ChainModel(chain_of(record.senate, at, record.chances(at, settings), record.absence(at)))
        rows.append([model.chance_with_mood(rho) for rho in rhos])
    result: Floats = np.clip(np.array(rows), 0.0, 1.0)
    return result


def _person(senate: Senate, i: np.intp, p: float, absent: float = 0.0) -> Person:
    return Person(senate.names[i], opinion=Opinion(p=float(p)), absent=float(absent))


def _one_gate(people: Sequence[Person], need: int) -> Chain:
    rule = AtLeast(need=need, of=tuple(Sign(person=person.id) for person in people))
    return Chain(tuple(people), (Step("floor", (Gate("vote", rule),)),))
