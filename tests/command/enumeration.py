"""The answers by brute force, straight from the document of a chain file: every combination of answers is tried.

Written apart from the program: no shared code, influence by plain iteration, power by its definition.
"""

from dataclasses import dataclass, field
from math import exp, factorial, log, prod
from typing import Any

import numpy as np

MEANS = {"coach": 0.96, "strong": 0.90, "support": 0.78, "neutral": 0.50, "against": 0.15, "unknown": 0.50}
LADDER = [0.15, 0.50, 0.78, 0.90, 0.96]


MOST_ANSWERS = 14
"""Beyond it there are too many combinations to try."""


class TooManyAnswers(ValueError):
    """A document with more answers than can all be tried."""


@dataclass
class Enumeration:
    """All 2ⁿ answers of a document; variables are (person, topic) or (person, "absent")."""

    document: dict[str, Any]
    present: bool = False
    variables: list[tuple[str, str | None]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.people = {entry["id"]: entry for entry in self.document["people"]}
        self.gates = [gate for step in self.document["chain"] for gate in in_order(step["gates"])]
        self.bits: dict[Any, Any] = {}
        for gate in self.gates:
            self.holds(gate, False)
        size = len(self.variables)
        if size > MOST_ANSWERS:
            raise TooManyAnswers
        table = np.indices((2,) * size).reshape(size, -1).astype(bool) if size else np.zeros((0, 1), bool)
        self.bits = dict(zip(self.variables, table, strict=True))
        self.table = table
        self.outcomes = [self.holds(gate, False) for gate in self.gates]
        self.yes = np.ones(table.shape[1], bool)
        for outcome in self.outcomes:
            if outcome is not None:
                self.yes = self.yes & outcome

    def holds(self, rule: Any, silence: bool) -> Any:
        """Whether a rule holds under each combination; None where it does not count."""
        if not isinstance(rule, dict):
            return self.signs(rule, None, None, silence)
        amount = self.document.get("amount")
        if rule.get("advice") or ("when" in rule and amount is not None and amount <= rule["when"]["amount_over"]):
            return None
        silence = {"yes": True, "no": False}[rule["silence"]] if "silence" in rule else silence
        body = self.body(rule, silence)
        for veto in rule.get("veto", []):
            signed = self.signs(veto, None, None, silence)
            body = signed if body is None else body & signed
        return body

    def body(self, rule: dict[str, Any], silence: bool) -> Any:
        if "rule" in rule:
            return self.holds(rule["rule"], silence)
        if "sign" in rule:
            return self.signs(rule["sign"], rule.get("about"), rule.get("deputy"), silence)
        if "weighted" in rule:
            total = sum(self.signs(who, None, None, silence) * weight for who, weight in rule["weighted"].items())
            return total >= rule["quota"]
        members: list[Any] = rule.get("all") or rule.get("any") or rule["of"]
        votes = [vote for member in members if (vote := self.holds(member, silence)) is not None]
        if not votes:
            return None
        need = len(votes) if "all" in rule else rule.get("at_least", 1)
        return sum(vote.astype(int) for vote in votes) >= need

    def signs(self, who: str, about: str | None, deputy: str | None, silence: bool) -> Any:
        absent = float(self.people[who].get("absent", 0))
        if self.present:
            absent = float(absent == 1)
        if absent == 0:
            return self.bit(who, about)
        instead = self.signs(deputy, None, None, silence) if deputy else np.full(self.width, silence)
        if absent == 1:
            return instead
        gone, own = self.bit(who, "absent"), self.bit(who, about)
        return (gone & instead) | (~gone & own)

    def bit(self, who: str, about: str | None) -> Any:
        variable = (who, about)
        if variable not in self.bits:
            self.variables.append(variable)
            self.bits[variable] = np.zeros(1, bool)
        return self.bits[variable]

    @property
    def width(self) -> int:
        return len(next(iter(self.bits.values()))) if self.bits else 1

    def weights(self, opinions: dict[tuple[str, str | None], float]) -> Any:
        """The chance of every combination."""
        chances = [self.chance_of(variable, opinions) for variable in self.variables]
        result = np.ones(self.table.shape[1])
        for row, p in zip(self.table, chances, strict=True):
            result = result * np.where(row, p, 1 - p)
        return result

    def chance_of(self, variable: tuple[str, str | None], opinions: dict[tuple[str, str | None], float]) -> float:
        who, about = variable
        if about == "absent":
            return float(self.people[who]["absent"])
        return opinions.get(variable, opinions[who, None])

    def gate_passes(self, opinions: dict[tuple[str, str | None], float]) -> list[float]:
        """The chance to have passed each gate and all before it."""
        weights, alive, result = self.weights(opinions), np.ones(self.table.shape[1], bool), []
        for outcome in self.outcomes:
            if outcome is not None:
                alive = alive & outcome
            result.append(float(weights[alive].sum()))
        return result

    def p(self, opinions: dict[tuple[str, str | None], float]) -> float:
        return float(self.weights(opinions)[self.yes].sum())

    def turning(self, place: int) -> Any:
        """The combinations of the others, as a mask over all with this answer yes, in which it turns the outcome."""
        row = self.table[place]
        turned = np.zeros(self.table.shape[1], bool)
        turned[row] = self.yes[row] & ~self.yes[~row]
        return turned

    def birnbaum(self, place: int, opinions: dict[tuple[str, str | None], float]) -> float:
        own = self.chance_of(self.variables[place], opinions)
        return float(self.weights(opinions)[self.turning(place)].sum() / own)

    def shapley(self, place: int) -> float:
        n = len(self.variables)
        sizes = self.table[:, self.turning(place)].sum(axis=0) - 1
        return sum(factorial(s) * factorial(n - 1 - s) for s in sizes.tolist()) / factorial(n)

    def banzhaf_raw(self, place: int) -> float:
        return float(self.turning(place).sum() / 2 ** (len(self.variables) - 1))

    def minimal(self, blocking: bool) -> set[frozenset[str]]:
        """Minimal winning sets, or minimal sets whose refusal stops everything."""
        members = ~self.table if blocking else self.table
        does = ~self.yes if blocking else self.yes
        numbers = np.arange(self.table.shape[1])
        minimal = does.copy()
        for place, row in enumerate(members):
            one_less = numbers ^ (1 << (len(members) - 1 - place))
            minimal &= ~row | ~does[one_less]
        names = [who if about is None else f"{who}:{about}" for who, about in self.variables]
        return {frozenset(names[i] for i in np.flatnonzero(members[:, k])) for k in np.flatnonzero(minimal)}


def in_order(gates: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """By how many gates come before, as `after` says; else as written."""
    depth: dict[str, int] = {}
    for gate in gates:
        depth[gate["name"]] = depth[gate["after"]] + 1 if "after" in gate else 0
    return sorted(gates, key=lambda gate: depth[gate["name"]])


def stated(document: dict[str, Any]) -> dict[tuple[str, str | None], float]:
    """What people think by themselves, by (person, topic)."""
    opinions: dict[tuple[str, str | None], float] = {}
    for entry in document["people"]:
        opinions[entry["id"], None] = entry.get("p", MEANS[entry.get("stance", "unknown")])
        for topic, stance in entry.get("about", {}).items():
            opinions[entry["id"], topic] = MEANS[stance]
    return opinions


def moved(opinions: dict[tuple[str, str | None], float], up: bool, who: str | None = None) -> Any:
    """Everybody, or one person, one rung up or down."""

    def rung(p: float) -> float:
        beyond = [mean for mean in LADDER if (mean > p if up else mean < p)]
        return (min(beyond) if up else max(beyond)) if beyond else p

    return {key: rung(p) if who in (None, key[0]) else p for key, p in opinions.items()}


def settled(document: dict[str, Any], opinions: dict[tuple[str, str | None], float]) -> Any:
    """Opinions after influence: x ← s + Λ(Wx − s) until nothing moves."""
    openness = {entry["id"]: entry.get("openness", 0.0) for entry in document["people"]}
    edges = document.get("influence", [])
    own = {key: log(p / (1 - p)) for key, p in opinions.items()}
    x = {who: own[who, None] for who in openness}
    for _ in range(400):
        heard = dict.fromkeys(openness, 0.0)
        for edge in edges:
            heard[edge["to"]] += edge["weight"] * x[edge["from"]]
        x = {who: own[who, None] + openness[who] * (heard[who] - own[who, None]) for who in openness}
    result = {}
    for (who, topic), p in opinions.items():
        if openness[who] == 0:
            result[who, topic] = p
        else:
            final = own[who, topic] + openness[who] * (heard[who] - own[who, topic])
            result[who, topic] = 1 / (1 + exp(-final))
    return result


def together(members: frozenset[str], opinions: dict[tuple[str, str | None], float], refuse: bool) -> float:
    """The chance that all members say yes, or all no."""
    chances = []
    for member in members:
        who, _, topic = member.partition(":")
        p = opinions.get((who, topic or None), opinions[who, None])
        chances.append(1 - p if refuse else p)
    return prod(chances)
