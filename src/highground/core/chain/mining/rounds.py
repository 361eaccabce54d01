"""From events to rounds: which decisions a case met between being submitted and being passed or refused."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from highground.core.chain.mining.events import Event, EventLog
from highground.core.chain.mining.verdicts import Verdict, station_of, verdict_in_column, verdict_of

UNRECORDED = frozenset(("", "missing", "undefined", "unknown", "empty", "none", "null", "n/a", "na", "-", "未知", "无"))
"""Roles that say only that no role is recorded."""

UNNAMED = "approval"
"""The gate of a log whose activities are bare decisions by nobody named."""

STARTER_SHARE = 0.1
"""Share of the cases a role must start to be taken for an applicant."""

GATE_SHARE = 0.1
"""Share of the cases that must meet an activity for it to be a gate of a log without decisions."""

_SECONDS_PER_HOUR = 3600.0


@dataclass(frozen=True, slots=True)
class Decision:
    """A gate's answer; `waited_hours` since the event before it, None where it is the first of its case."""

    gate: str
    approved: bool
    time: datetime
    waited_hours: float | None


@dataclass(frozen=True, slots=True)
class Round:
    """A case from one submission to its end: True passed, False refused, None neither (open or withdrawn)."""

    decisions: tuple[Decision, ...]
    outcome: bool | None
    start: datetime
    amount: float | None


@dataclass(frozen=True)
class Reading:
    """A log read as rounds: one tuple a case, in the order of the log; the first round is the first entry.

    `withdrawals` counts refusals by roles that are applicants, `unrecorded` decisions by nobody known, `finishing`
    names the activities that finish a case where no decisions are recorded.
    """

    rounds: tuple[tuple[Round, ...], ...]
    has_decisions: bool
    withdrawals: Counter[str]
    unrecorded: Counter[str]
    finishing: tuple[str, ...]

    @property
    def first_rounds(self) -> list[Round]:
        """The first round of each case that passed or was refused."""
        return [rounds[0] for rounds in self.rounds if rounds[0].outcome is not None]

    @cached_property
    def decisions(self) -> dict[str, list[Decision]]:
        """All decisions of each gate, in the order of the log."""
        by_gate: defaultdict[str, list[Decision]] = defaultdict(list)
        for rounds in self.rounds:
            for one in rounds:
                for decision in one.decisions:
                    by_gate[decision.gate].append(decision)
        return dict(by_gate)


def read_rounds(log: EventLog) -> Reading:
    """Reads a log as rounds, by its decisions or, where it records none, by the activities cases pass.

    Decisions come from the decision column where it says yes or no anywhere, else from the activity names if they
    hold both yes and no. The gate is the role; it is the activity without its word of decision where no role is
    recorded, or where more roles than activities decide, as in a column of persons. A round ends with a refusal,
    by an applicant or nobody known too, or with a yes marked final; in a log without such marks it passes when its
    last decision is a yes of a gate that in most of its rounds is the last.
    """
    verdicts = _verdicts(log)
    if not verdicts:
        return _read_passages(log)
    by_role = _decides_by_role(log, verdicts)
    stations = _Stations(verdicts, by_role)
    applicants = stations.applicants(log)
    has_final = any(verdict.final for verdict in verdicts.values())
    splitter = _Splitter(stations, applicants, has_final)
    rounds = [splitter.split(case) for case in log.cases]
    if not has_final:
        rounds = _pass_by_last_gate(rounds)
    return Reading(tuple(map(tuple, rounds)), True, splitter.withdrawals, splitter.unrecorded, ())


def _verdicts(log: EventLog) -> dict[tuple[str, str | None], Verdict]:
    """The verdict of each pair of activity and decision that has one; empty where the log records no decisions."""
    pairs = {(event.activity, event.decision) for case in log.cases for event in case}
    column = {pair: verdict for pair in pairs if (verdict := verdict_in_column(pair[1] or ""))}
    if column:
        return column
    names = {pair: verdict for pair in pairs if (verdict := verdict_of(pair[0]))}
    return names if {verdict.approved for verdict in names.values()} == {True, False} else {}


def _decides_by_role(log: EventLog, verdicts: dict[tuple[str, str | None], Verdict]) -> bool:
    deciding = [event for case in log.cases for event in case if (event.activity, event.decision) in verdicts]
    roles = {event.role for event in deciding if event.role is not None}
    activities = {station_of(activity) for activity in {event.activity for event in deciding}} - {""}
    return bool(roles) and (len(activities) <= 1 or len(roles) <= len(activities))


class _Stations:
    """Who or what an event belongs to, and its verdict."""

    def __init__(self, verdicts: dict[tuple[str, str | None], Verdict], by_role: bool) -> None:
        self.verdicts = verdicts
        self.by_role = by_role
        self.names: dict[str, str] = {}

    def of(self, event: Event) -> str:
        if self.by_role:
            return event.role or ""
        if event.activity not in self.names:
            self.names[event.activity] = station_of(event.activity) or UNNAMED
        return self.names[event.activity]

    def verdict(self, event: Event) -> Verdict | None:
        return self.verdicts.get((event.activity, event.decision))

    def applicants(self, log: EventLog) -> frozenset[str]:
        """Stations that start a tenth of the cases, not with a decision, and mostly do other things than decide."""
        starts = Counter(self.of(case[0]) for case in log.cases if self.verdict(case[0]) is None)
        events: Counter[str] = Counter()
        decided: Counter[str] = Counter()
        for case in log.cases:
            for event in case:
                station = self.of(event)
                events[station] += 1
                decided[station] += self.verdict(event) is not None
        enough = STARTER_SHARE * len(log.cases)
        return frozenset(name for name, count in starts.items() if count >= enough and decided[name] * 2 < events[name])


def is_unrecorded(station: str) -> bool:
    """Whether a role says only that none is recorded.

    >>> is_unrecorded("MISSING"), is_unrecorded("Declaration by MISSING"), is_unrecorded("supervisor")
    (True, True, False)
    """
    return station.strip().lower().rpartition(" by ")[2].strip() in UNRECORDED


class _Splitter:
    """Cuts cases into rounds and counts the decisions that are no gate's."""

    def __init__(self, stations: _Stations, applicants: frozenset[str], has_final: bool) -> None:
        self.stations, self.applicants, self.has_final = stations, applicants, has_final
        self.withdrawals: Counter[str] = Counter()
        self.unrecorded: Counter[str] = Counter()

    def split(self, case: Sequence[Event]) -> list[Round]:
        rounds: list[Round] = []
        decisions: list[Decision] = []
        start, before = case[0].time, None
        for event in case:
            verdict = self.stations.verdict(event)
            if verdict is not None:
                ends, outcome = self.meet(event, verdict, before, decisions)
                if ends and (decisions or not rounds):
                    rounds.append(Round(tuple(decisions), outcome, start, case[0].amount))
                if ends:
                    decisions, start = [], event.time
            before = event.time
        if decisions or not rounds:
            rounds.append(Round(tuple(decisions), None, start, case[0].amount))
        return rounds

    def meet(
        self, event: Event, verdict: Verdict, before: datetime | None, decisions: list[Decision]
    ) -> tuple[bool, bool | None]:
        """Takes a decision in; whether it ends the round, and how."""
        station = self.stations.of(event)
        if is_unrecorded(station) or station in self.applicants:
            counted = self.unrecorded if is_unrecorded(station) else self.withdrawals
            counted[station] += 1
            return not verdict.approved, None
        decisions.append(Decision(station, verdict.approved, event.time, _hours(before, event.time)))
        if not verdict.approved:
            return True, False
        return (True, True) if verdict.final and self.has_final else (False, None)


def _pass_by_last_gate(rounds: list[list[Round]]) -> list[list[Round]]:
    """Rounds whose last yes comes from a closing gate have passed; a gate closes when most of its yes are last."""
    approvals: Counter[str] = Counter()
    last: Counter[str] = Counter()
    for one in (one for case in rounds for one in case if one.outcome is None and one.decisions):
        approvals.update({decision.gate for decision in one.decisions})
        last[one.decisions[-1].gate] += 1
    closing = {gate for gate in last if last[gate] * 2 > approvals[gate]}
    return [[_passed_if(one, closing) for one in case] for case in rounds]


def _passed_if(one: Round, closing: set[str]) -> Round:
    if one.outcome is None and one.decisions and one.decisions[-1].gate in closing:
        return Round(one.decisions, True, one.start, one.amount)
    return one


def _read_passages(log: EventLog) -> Reading:
    """A log without decisions: a case passes the activities it meets and stops at its last unless it is finished."""
    firsts = {case[0].activity for case in log.cases}
    met = Counter(activity for case in log.cases for activity in {event.activity for event in case})
    gates = {name for name, count in met.items() if count >= GATE_SHARE * len(log.cases) and name not in firsts}
    finishing = _finishing(log, met, gates)
    rounds = tuple((_passage(case, gates, finishing),) for case in log.cases)
    return Reading(rounds, False, Counter(), Counter(), tuple(sorted(finishing)))


def _finishing(log: EventLog, met: Counter[str], gates: set[str]) -> set[str]:
    """Activities with which more than half of their cases end; where there are none, the commonest last one."""
    last = Counter(case[-1].activity for case in log.cases)
    refusals = {name for name in gates if (verdict := verdict_of(name)) is not None and not verdict.approved}
    finishing = {name for name in gates - refusals if last[name] * 2 > met[name]}
    commonest = {activity for activity, _ in last.most_common(1)}
    return finishing or (commonest & gates)


def _passage(case: Sequence[Event], gates: set[str], finishing: set[str]) -> Round:
    finished = any(event.activity in finishing for event in case)
    stopped = case[-1].activity in gates and not finished
    decisions = [
        Decision(event.activity, True, event.time, _hours(before.time if before else None, event.time))
        for before, event in zip((None, *case), case, strict=False)
        if event.activity in gates
    ]
    if stopped:
        end = decisions[-1]
        decisions[-1] = Decision(end.gate, False, end.time, end.waited_hours)
    outcome = True if finished else (False if stopped else None)
    return Round(tuple(decisions), outcome, case[0].time, case[0].amount)


def _hours(before: datetime | None, now: datetime) -> float | None:
    return None if before is None else (now - before).total_seconds() / _SECONDS_PER_HOUR


def visited(one: Round) -> Iterable[str]:
    """The gates a round met, each once, in the order of their first decision."""
    return dict.fromkeys(decision.gate for decision in one.decisions)
