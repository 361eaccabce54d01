"""In which order cases pass the gates, which routes they take, and from which amount on a gate is needed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import floor, log10

from highground.core.chain.mining.rounds import Round, visited

CLEAR_MAJORITY = 0.8
"""Share of the rounds that meet both gates in which one must come first to be ordered before the other."""

SHARE_BELOW = 0.05
SHARE_ABOVE = 0.5
CASES_EACH_SIDE = 30
"""An amount is a signing limit where at most 5 % below it meet the gate, at least half above, 30 cases each."""


@dataclass(frozen=True)
class GateOrder:
    """The gates in a line that keeps all clear precedences, and for each those it comes directly after."""

    line: tuple[str, ...]
    after: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Route:
    """A step from gate to gate within a round; None: from submission, or to the end of the round.

    `count` is how often it was taken, `share` the share of all cases that took it at least once.
    """

    source: str | None
    target: str | None
    count: int
    share: float


def gate_order(rounds: Iterable[Round], gates: Iterable[str]) -> GateOrder:
    """The order in which rounds meet the gates.

    A gate comes before another where it is met first in at least 80 % of the rounds that meet both; gates met in
    no such order, or never in one round, are parallel. Circles of such precedences are cut at the gate with the
    fewest others left before it. Ties go to the gate met earlier on average.

    >>> from datetime import UTC, datetime
    >>> from highground.core.chain.mining.rounds import Decision
    >>> noon = datetime(2024, 1, 1, 12, tzinfo=UTC)
    >>> one = Round(tuple(Decision(gate, True, noon, None) for gate in ("sales", "law", "board")), True, noon, None)
    >>> gate_order([one], ["law", "board", "sales"])
    GateOrder(line=('sales', 'law', 'board'), after={'sales': (), 'law': ('sales',), 'board': ('law',)})
    """
    paths = [tuple(visited(one)) for one in rounds]
    before = _precedences(paths)
    positions: dict[str, list[int]] = {}
    for path in paths:
        for position, gate in enumerate(path):
            positions.setdefault(gate, []).append(position)
    early = {gate: sum(seen) / len(seen) for gate, seen in positions.items()}
    line = _line(sorted(gates), before, early)
    return GateOrder(line, _directly_after(line, before))


def routes(rounds: Sequence[Sequence[Round]]) -> tuple[Route, ...]:
    """All steps between gates, most frequent first: how often, and by which share of the cases."""
    counts: Counter[tuple[str | None, str | None]] = Counter()
    cases: Counter[tuple[str | None, str | None]] = Counter()
    for case in rounds:
        steps = [step for one in case for step in _steps(one)]
        counts.update(steps)
        cases.update(set(steps))
    ordered = sorted(counts.items(), key=lambda item: (-item[1], str(item[0])))
    return tuple(
        Route(source, target, count, cases[source, target] / len(rounds)) for (source, target), count in ordered
    )


def amount_limit(rounds: Iterable[Round], gate: str) -> float | None:
    """The amount above which rounds meet a gate; None where the route does not clearly depend on it.

    Amounts of zero or less count as not known: logs write them for cases closed without payment. Of all splits
    with at most 5 % below and at least half above, 30 rounds on each side, the one that misplaces fewest rounds;
    the roundest number between the two amounts it lies between.
    """
    known = sorted((one.amount, gate in visited(one)) for one in rounds if one.amount is not None and one.amount > 0)
    total, met_total = len(known), sum(met for _, met in known)
    best: tuple[int, int] | None = None
    met_below = 0
    for below in range(1, total):
        met_below += known[below - 1][1]
        if known[below - 1][0] == known[below][0] or min(below, total - below) < CASES_EACH_SIDE:
            continue
        met_above = met_total - met_below
        if met_below <= SHARE_BELOW * below and met_above >= SHARE_ABOVE * (total - below):
            misplaced = met_below + (total - below - met_above)
            best = min(best or (misplaced, below), (misplaced, below))
    return None if best is None else round_number(known[best[1] - 1][0], known[best[1]][0])


def round_number(low: float, high: float) -> float:
    """The number with the fewest digits from `low` up to, not including, `high`.

    >>> round_number(4980, 5010), round_number(12.4, 12.6), round_number(7, 8)
    (5000.0, 12.4, 7.0)
    """
    if low <= 0 < high:
        return 0.0
    for exponent in range(floor(log10(max(abs(low), abs(high)))), -7, -1):
        unit = 10.0**exponent
        number = round(-floor(-low / unit) * unit, max(0, -exponent))
        if low <= number < high:
            return float(number)
    return low


def _precedences(paths: Iterable[Sequence[str]]) -> set[tuple[str, str]]:
    first: Counter[tuple[str, str]] = Counter()
    for path, times in Counter(paths).items():
        first.update({(a, b): times for at, a in enumerate(path) for b in path[at + 1 :]})
    return {(a, b) for (a, b), count in first.items() if count >= CLEAR_MAJORITY * (count + first[b, a])}


def _line(gates: Sequence[str], before: set[tuple[str, str]], early: Mapping[str, float]) -> tuple[str, ...]:
    line: list[str] = []
    left = list(gates)
    while left:
        blockers = {gate: sum((other, gate) in before for other in left) for gate in left}
        chosen = min(left, key=lambda gate: (blockers[gate], early.get(gate, 0.0), gate))
        line.append(chosen)
        left.remove(chosen)
    return tuple(line)


def _directly_after(line: Sequence[str], before: set[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """For each gate those before it that are not before another of them already."""
    ancestors: dict[str, set[str]] = {}
    after: dict[str, tuple[str, ...]] = {}
    for at, gate in enumerate(line):
        earlier = [other for other in line[:at] if (other, gate) in before]
        implied = set().union(*(ancestors[other] for other in earlier))
        after[gate] = tuple(other for other in earlier if other not in implied)
        ancestors[gate] = implied | set(earlier)
    return after


def _steps(one: Round) -> list[tuple[str | None, str | None]]:
    gates = [decision.gate for decision in one.decisions]
    if not gates:
        return []
    return list(zip([None, *gates], [*gates, None], strict=True))
