"""A decision chain out of an event log: its gates, their order, how often each says yes, how long it takes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain as joined
from statistics import median

from highground.core.chain.calibration import beta_interval
from highground.core.chain.mining.events import EventLog
from highground.core.chain.mining.order import Route, amount_limit, gate_order, routes
from highground.core.chain.mining.rounds import Decision, Reading, Round, read_rounds, visited
from highground.core.chain.model import Chain, Gate, Opinion, Person, Sign, Step
from highground.core.chain.stance import Belief
from highground.core.faults import fault
from highground.core.text import Text, listed, plural_text

STEP_NAME = "approval"
_YAML_WORDS = frozenset(("yes", "no", "on", "off", "true", "false", "null", "y", "n", "all", "any"))


@dataclass(frozen=True)
class MinedGate:
    """A gate as the log shows it.

    `p` is the share of its `approved` + `rejected` decisions that say yes (without recorded decisions: of the
    cases that met it, the share that went on), `low`–`high` its 5–95 % interval under the prior of Jeffreys.
    Of the `reached` first rounds not refused before, `visits` met it: `route_share`; above `amount_over` only,
    where that is given. `first_refused` of those it refused. `waiting_hours` is the median time since the event
    before, None where nothing ever came before. `after` names the gates directly before it.
    """

    name: str
    approved: int
    rejected: int
    p: float
    low: float
    high: float
    reached: int
    visits: int
    first_refused: int
    waiting_hours: float | None
    amount_over: float | None
    after: tuple[str, ...]

    @property
    def route_share(self) -> float:
        """The share of the rounds that reach this point and are decided here; 1 where none does."""
        return self.visits / self.reached if self.reached else 1.0

    @property
    def belief(self) -> Belief:
        """The approve rate with the number of decisions for weight."""
        return Belief(self.p, self.approved + self.rejected)


@dataclass(frozen=True)
class MinedChain:
    """A log as a chain: gates in order, routes between them, and what became of its cases.

    `first_rounds` are the cases whose first round is closed, `first_passed` those it passed without a refusal.
    `never_approved` is None where no decision is recorded; then `never_finished` counts the cases that reach none
    of the finishing activities, and is None otherwise.
    """

    gates: tuple[MinedGate, ...]
    routes: tuple[Route, ...]
    cases: int
    first_rounds: int
    first_passed: int
    never_approved: int | None
    never_finished: int | None
    notes: tuple[Text, ...]

    def to_chain(self) -> Chain:
        """The chain as it would be drawn by hand: one signature a gate, by the role; who is not asked stops nothing.

        Each passes with chance route_share · p + (1 − route_share).
        """
        ids = person_ids([gate.name for gate in self.gates])
        people = tuple(_person(gate, ids[gate.name]) for gate in self.gates)
        gates = tuple(_gate(gate, ids[gate.name]) for gate in self.gates)
        return Chain(people=people, steps=(Step(STEP_NAME, gates),))


def mine(log: EventLog) -> MinedChain:
    """The chain behind a log. How decisions and rounds are read: `read_rounds`; their order: `gate_order`.

    A gate's route share is taken among the first rounds still alive when they come to it, so that over gates
    without a limit on the amount the product of 1 − share · (1 − p), with p from first rounds, is exactly the
    share of first rounds that passed; the `p` given rests on all decisions. Raises InputError where the log
    shows no gate.

    >>> from datetime import UTC, datetime
    >>> from highground.core.chain.mining.events import Event
    >>> def case(name, *steps):
    ...     return tuple(Event(name, what, datetime(2024, 1, 1, at, tzinfo=UTC)) for at, what in enumerate(steps))
    >>> mined = mine(EventLog((case("1", "提交", "经理同意"), case("2", "提交", "经理驳回"))))
    >>> [(gate.name, gate.approved, gate.rejected) for gate in mined.gates]
    [('经理', 1, 1)]
    """
    reading = read_rounds(log)
    if not reading.decisions:
        raise fault(Text("The log shows no gate: nobody decides in it, and its cases pass no activity in common"))
    first = reading.first_rounds
    order = gate_order(first, reading.decisions)
    alive = list(first)
    gates = []
    for name in order.line:
        gates.append(_mined_gate(name, reading, alive, order.after[name]))
        alive = [one for one in alive if not refused_by(one, name)]
    unpassed = sum(all(one.outcome is not True for one in case) for case in reading.rounds)
    return MinedChain(
        gates=tuple(gates),
        routes=routes(reading.rounds),
        cases=len(log.cases),
        first_rounds=len(first),
        first_passed=sum(one.outcome is True for one in first),
        never_approved=unpassed if reading.has_decisions else None,
        never_finished=None if reading.has_decisions else unpassed,
        notes=(*log.notes, *_notes(reading)),
    )


def refused_by(one: Round, gate: str) -> bool:
    """Whether this gate refused this round."""
    return one.outcome is False and one.decisions[-1].gate == gate


def person_ids(names: Sequence[str]) -> dict[str, str]:
    """An id for each name: lower case, letters, digits and hyphens, none twice.

    >>> person_ids(["BUDGET OWNER", "Budget-owner", "部门经理", "2"])
    {'BUDGET OWNER': 'budget-owner', 'Budget-owner': 'budget-owner-2', '部门经理': '部门经理', '2': 'role-2'}
    """
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        slug = re.sub(r"[\W_]+", "-", name.lower()).strip("-")
        if not slug or slug[0].isdigit() or slug in _YAML_WORDS:
            slug = f"role-{slug}".rstrip("-")
        ids[name] = next(
            one for one in joined([slug], (f"{slug}-{n}" for n in range(2, len(names) + 2))) if one not in taken
        )
        taken.add(ids[name])
    return ids


def _person(gate: MinedGate, person_id: str) -> Person:
    opinion = Opinion(p=gate.p, weight=gate.belief.weight)
    return Person(person_id, name=gate.name, opinion=opinion, absent=1 - gate.route_share)


def _gate(gate: MinedGate, person_id: str) -> Gate:
    return Gate(gate.name, Sign(person=person_id, silence=True, amount_over=gate.amount_over), gate.after)


def _mined_gate(name: str, reading: Reading, alive: Sequence[Round], after: tuple[str, ...]) -> MinedGate:
    decisions = reading.decisions[name]
    approved, rejected = _counts(name, reading)
    low, high = beta_interval(approved, rejected)
    limit = amount_limit(alive, name)
    reached = [one for one in alive if limit is None or (one.amount is not None and one.amount > limit)]
    return MinedGate(
        name=name,
        approved=approved,
        rejected=rejected,
        p=approved / (approved + rejected),
        low=low,
        high=high,
        reached=len(reached),
        visits=sum(name in visited(one) for one in reached),
        first_refused=sum(refused_by(one, name) for one in reached),
        waiting_hours=_median_waiting(decisions),
        amount_over=limit,
        after=after,
    )


def _counts(name: str, reading: Reading) -> tuple[int, int]:
    """Yes and no: of decisions, or where none are recorded of cases, which may meet an activity many times."""
    decisions = reading.decisions[name]
    rejected = sum(not decision.approved for decision in decisions)
    if reading.has_decisions:
        return len(decisions) - rejected, rejected
    return sum(name in visited(one) for case in reading.rounds for one in case) - rejected, rejected


def _median_waiting(decisions: Sequence[Decision]) -> float | None:
    waits = [decision.waited_hours for decision in decisions if decision.waited_hours is not None]
    return median(waits) if waits else None


def _notes(reading: Reading) -> Iterator[Text]:
    if not reading.has_decisions:
        yield from _passage_notes(reading)
    for role, count in reading.withdrawals.most_common():
        yield plural_text(
            "%(role)s starts the cases: %(count)s decision of its own is a withdrawal, not a gate's",
            "%(role)s starts the cases: %(count)s decisions of its own are withdrawals, not a gate's",
            count,
            {"role": role},
        )
    for role, count in reading.unrecorded.most_common():
        yield plural_text(
            "%(count)s decision is by no role that is recorded (%(role)s) and belongs to no gate",
            "%(count)s decisions are by no role that is recorded (%(role)s) and belong to no gate",
            count,
            {"role": role or "–"},
        )
    if unsettled := sum(case[0].outcome is None for case in reading.rounds):
        yield plural_text(
            "%(count)s case has no closed first round (open, withdrawn, or stopped before any gate)",
            "%(count)s cases have no closed first round (open, withdrawn, or stopped before any gate)",
            unsettled,
        )


def _passage_notes(reading: Reading) -> Iterator[Text]:
    yield Text("No decision is recorded: the rate of a gate is the share of the cases that went on from it")
    if reading.finishing:
        yield Text(
            "A case counts as finished when it reaches: %(activities)s", {"activities": listed(reading.finishing)}
        )
    else:
        yield Text("The cases end in no activity that a tenth of them meets, so none counts as finished")
