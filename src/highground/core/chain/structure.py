"""From a chain to its structure function: which answers must be yes for the whole to be yes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from highground.core.chain.engine.nodes import (
    FALSE,
    TRUE,
    Leaf,
    Node,
    all_of,
    any_of,
    choose,
    leaves,
    threshold,
    without_certain,
)
from highground.core.chain.model import (
    AllOf,
    AnyOf,
    AtLeast,
    Chain,
    Gate,
    Number,
    Rule,
    Sign,
    Step,
    Weighted,
    signatures,
)
from highground.core.faults import fault
from highground.core.text import Text, listed


@dataclass(frozen=True)
class Answer:
    """A variable: this person's yes, in general or about a topic."""

    person: str
    about: str | None = None

    def __str__(self) -> str:
        return self.person if self.about is None else f"{self.person}:{self.about}"


@dataclass(frozen=True)
class Absence:
    """A variable: no answer comes from this person."""

    person: str


Variable = Answer | Absence


class GateState(Enum):
    """Whether a gate counts for this deal."""

    COUNTS = "counts"
    SKIPPED = "skipped"
    ADVICE = "advice"


@dataclass(frozen=True)
class GateForm:
    """A gate with its rule as an expression over the variables, those taken as given whom an earlier gate requires."""

    step: str
    name: str
    node: Node
    state: GateState
    rank: int
    """How many gates deep it lies: all gates of a lower rank come first."""
    signers: tuple[str, ...] = ()
    """The people whose answers its rule counts, in the order written."""


@dataclass(frozen=True)
class Structure:
    """A chain as a monotone function: the conjunction of its gates, in the order in which they are passed."""

    variables: tuple[Variable, ...]
    gates: tuple[GateForm, ...]
    notes: tuple[Text, ...]

    @property
    def counting(self) -> tuple[GateForm, ...]:
        """The gates that count."""
        return tuple(gate for gate in self.gates if gate.state is GateState.COUNTS)


def chain_structure(chain: Chain, *, settle_absences: bool = False) -> Structure:
    """The structure function of a chain.

    With `settle_absences` everybody is present who may be, so that the function is monotone in answers alone:
    the form for power on paper, vetoes and coalitions. Raises InputError on a cycle in `after`.

    >>> from highground.core.chain.model import Person
    >>> gate = Gate("board", AnyOf(of=(Sign(person="a"), Sign(person="b"))))
    >>> structure = chain_structure(Chain((Person("a"), Person("b")), (Step("decide", (gate,)),)))
    >>> [str(variable) for variable in structure.variables]
    ['a', 'b']
    """
    return _Builder(chain, settle_absences).build()


def gate_order(step: Step) -> list[tuple[Gate, int]]:
    """The gates of a step so that each follows those it names in `after`, with its depth in the step.

    Names of gates outside the step are satisfied already. Raises InputError naming the gates of a cycle.
    """
    depth: dict[str, int] = {}
    waiting = list(step.gates)
    names = {gate.name for gate in step.gates}
    while waiting:
        ready = [gate for gate in waiting if all(name in depth or name not in names for name in gate.after)]
        if not ready:
            circle = listed([gate.name for gate in waiting])
            raise fault(Text("Gates wait for each other in a circle: %(gates)s", {"gates": circle}))
        for gate in ready:
            depth[gate.name] = 1 + max((depth[name] for name in gate.after if name in names), default=-1)
        waiting = [gate for gate in waiting if gate.name not in depth]
    return sorted(((gate, depth[gate.name]) for gate in step.gates), key=lambda pair: pair[1])


class _Builder:
    """Collects variables and notes while the rules are turned into expressions."""

    def __init__(self, chain: Chain, settle_absences: bool) -> None:
        self.chain = chain
        self.settle_absences = settle_absences
        self.people = {person.id: person for person in chain.people}
        self.index: dict[Variable, int] = {}
        self.notes: list[Text] = []

    def build(self) -> Structure:
        gates: list[GateForm] = []
        rank = 0
        for step in self.chain.steps:
            ordered = gate_order(step)
            gates.extend(self.gate(step, gate, rank + depth) for gate, depth in ordered)
            rank += 1 + max((depth for _, depth in ordered), default=-1)
        nodes = without_certain([gate.node for gate in gates])
        simplest = tuple(replace(gate, node=node) for gate, node in zip(gates, nodes, strict=True))
        return Structure(self.variables, simplest, tuple(self.notes))

    def gate(self, step: Step, gate: Gate, rank: int) -> GateForm:
        if gate.rule.advice:
            self.notes.append(
                Text("Gate %(gate)s is advice: heard, not counted; it acts only through influence", {"gate": gate.name})
            )
            return GateForm(step.name, gate.name, TRUE, GateState.ADVICE, rank)
        node = self.rule(gate.rule, False)
        if node is None:
            self.notes.append(
                Text(
                    "Gate %(gate)s is skipped: it is needed only above %(limit)s",
                    {"gate": gate.name, "limit": self.amount(gate.rule.amount_over)},
                )
                if not self.exists(gate.rule)
                else Text("Gate %(gate)s is skipped: no part of its rule applies to this deal", {"gate": gate.name})
            )
            return GateForm(step.name, gate.name, TRUE, GateState.SKIPPED, rank)
        if self.chain.amount is None:
            self.notes.extend(
                Text(
                    "Part of gate %(gate)s is needed only above %(limit)s; the amount is not known, so it is counted",
                    {"gate": gate.name, "limit": self.amount(limit)},
                )
                for limit in sorted(set(_limits(gate.rule)))
            )
        if node == FALSE:
            self.notes.append(
                Text("Gate %(gate)s cannot be passed: too few of those who count for this deal", {"gate": gate.name})
            )
        self.notes.extend(self.unknown_topics(gate))
        signers = dict.fromkeys(self.variables[variable].person for variable in leaves(node))
        return GateForm(step.name, gate.name, node, GateState.COUNTS, rank, tuple(signers))

    @property
    def variables(self) -> tuple[Variable, ...]:
        return tuple(self.index)

    def exists(self, rule: Rule) -> bool:
        return rule.amount_over is None or self.chain.amount is None or self.chain.amount > rule.amount_over

    def rule(self, rule: Rule, silence: bool) -> Node | None:
        """The expression of a rule; None where it does not count for this deal."""
        if rule.advice or not self.exists(rule):
            return None
        silence = silence if rule.silence is None else rule.silence
        parts = [self.body(rule, silence), *(self.signature(veto, silence) for veto in rule.veto)]
        counted = [part for part in parts if part is not None]
        return all_of(counted) if counted else None

    def body(self, rule: Rule, silence: bool) -> Node | None:
        if isinstance(rule, Sign):
            return self.signature(rule, silence)
        if isinstance(rule, Weighted):
            return threshold(
                rule.quota, [(weight, self.signature(Sign(person=who), silence)) for who, weight in rule.weights]
            )
        parts = [node for member in rule.members() if (node := self.rule(member, silence)) is not None]
        if not parts:
            return None
        if isinstance(rule, AllOf):
            return all_of(parts)
        if isinstance(rule, AnyOf):
            return any_of(parts)
        if isinstance(rule, AtLeast):
            return threshold(rule.need, [(1, node) for node in parts])
        raise TypeError(f"no such rule: {rule!r}")

    def signature(self, sign: Sign, silence: bool) -> Node:
        silence = silence if sign.silence is None else sign.silence
        absent = self.people[sign.person].absent
        if self.settle_absences:
            absent = float(absent == 1)
        if absent == 0:
            return self.variable(Answer(sign.person, sign.about))
        if sign.deputy is not None:
            instead = self.signature(Sign(person=sign.deputy), silence)
        else:
            instead = TRUE if silence else FALSE
        if absent == 1:
            return instead
        return choose(
            self.variable(Absence(sign.person)).variable, self.variable(Answer(sign.person, sign.about)), instead
        )

    def unknown_topics(self, gate: Gate) -> Iterator[Text]:
        for sign in signatures(gate.rule):
            person = self.people[sign.person]
            if sign.about is not None and sign.about not in dict(person.about):
                yield Text(
                    "What %(person)s thinks about %(topic)s is not recorded: at gate %(gate)s it counts as an answer "
                    "of its own with the chance of the general one",
                    {"person": person.label, "topic": sign.about, "gate": gate.name},
                )

    def amount(self, number: Number | None) -> str:
        shown = f"{float(number or 0):,.0f}"
        return f"{self.chain.currency} {shown}" if self.chain.currency else shown

    def variable(self, variable: Variable) -> Leaf:
        return Leaf(self.index.setdefault(variable, len(self.index)))


def _limits(rule: Rule) -> Iterator[Number]:
    if rule.amount_over is not None:
        yield rule.amount_over
    for member in rule.members():
        yield from _limits(member)
