"""What a drawing shows, as plain facts: lanes with their gates, and the people who sign nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from highground.apps.chains.drawing.people import PEOPLE_SHOWN, Signer, bystanders, gate_signers
from highground.apps.chains.drawing.phrases import amount_text
from highground.apps.chains.drawing.rules import rule_content, rule_summary
from highground.apps.chains.words import percent, step_lanes, step_word
from highground.core.chain import AllOf, Analysis, AtLeast, Chain, Gate, GateChance, GateState, Rule, Sign, Weighted
from highground.core.chain.model import signatures
from highground.core.chain.structure import gate_order
from highground.core.text import Text
from highground.kit.language import translate

ROOMY = 24
"""Positions are written on the chips of a chain with no more signers than this."""
SQUARES = 12
GATES_IN_A_COLUMN = 5


@dataclass(frozen=True)
class GateFacts:
    """What a gate's box says.

    `p` is the chance to pass it, `squares` how many of how many must agree, `detail` a nested rule in words,
    `hidden` the people for whom there was no room, `waits_for` the gates before it.
    """

    name: str
    state: GateState
    p: float | None
    summary: str
    squares: tuple[int, int] | None
    detail: str
    notes: tuple[str, ...]
    people: tuple[Signer, ...]
    hidden: tuple[Signer, ...]
    waits_for: tuple[str, ...]

    @property
    def figure(self) -> str:
        """The chance to pass it; a dash where nobody gets that far; nothing where the gate does not count."""
        if self.state is not GateState.COUNTS:
            return ""
        return "—" if self.p is None else percent(self.p)


@dataclass(frozen=True)
class Lane:
    """A step with its gates in the order in which they are passed."""

    name: str
    gates: tuple[GateFacts, ...]

    @property
    def counting(self) -> tuple[GateFacts, ...]:
        """The gates that count for this deal."""
        return tuple(gate for gate in self.gates if gate.state is GateState.COUNTS)

    def columns(self) -> list[tuple[GateFacts, ...]]:
        """Its gates in columns of about the same length, not more than five in one."""
        if not self.gates:
            return [()]
        length = ceil(len(self.gates) / ceil(len(self.gates) / GATES_IN_A_COLUMN))
        return [self.gates[start : start + length] for start in range(0, len(self.gates), length)]


@dataclass(frozen=True)
class ChainFacts:
    """Everything that stands between the header and the legend."""

    lanes: tuple[Lane, ...]
    bystanders: tuple[Signer, ...]

    @property
    def gates(self) -> list[GateFacts]:
        """The gates of all lanes."""
        return [gate for lane in self.lanes for gate in lane.gates]

    @property
    def marks(self) -> set[str]:
        """The stance marks on the drawing."""
        inside = (signer for gate in self.gates for signer in (*gate.people, *gate.hidden))
        return {mark for signer in (*self.bystanders, *inside) for mark in signer.marks}


def chain_facts(analysis: Analysis) -> ChainFacts:
    """What the drawing of an analysis shows, in the language in use."""
    return ChainFacts(tuple(chain_lanes(analysis)), bystanders(analysis.chain))


def chain_lanes(analysis: Analysis) -> list[Lane]:
    """The steps of a chain as lanes: all five of the preset where the file keeps to them and to their order."""
    names = [step.name for step in analysis.chain.steps]
    gates = _gates_of_steps(analysis)
    preset = step_lanes(names)
    if preset == names or [name for name in preset if name in names] != names:
        return [Lane(step_word(name), held) for name, held in zip(names, gates, strict=True)]
    return [Lane(step_word(name), gates[names.index(name)] if name in names else ()) for name in preset]


def _gates_of_steps(analysis: Analysis) -> list[tuple[GateFacts, ...]]:
    chain = analysis.chain
    signers = {sign.person for step in chain.steps for gate in step.gates for sign in signatures(gate.rule)}
    is_roomy = len(signers) <= ROOMY
    chances = iter(analysis.gates)
    return [
        tuple(_gate_facts(gate, next(chances), chain, is_roomy=is_roomy) for gate, _depth in gate_order(step))
        for step in chain.steps
    ]


def _gate_facts(gate: Gate, chance: GateChance, chain: Chain, *, is_roomy: bool) -> GateFacts:
    """What is known of a gate, in words."""
    signers = gate_signers(gate.rule, chain, is_roomy=is_roomy)
    return GateFacts(
        name=gate.name,
        state=chance.state,
        p=chance.p_given_before,
        summary=translate(rule_summary(gate.rule)),
        squares=_squares(gate.rule),
        detail=translate(rule_content(gate.rule, chain)) if _is_nested(gate.rule) else "",
        notes=tuple(translate(note) for note in _notes(gate.rule, chance, chain)),
        people=signers[:PEOPLE_SHOWN],
        hidden=signers[PEOPLE_SHOWN:],
        waits_for=gate.after,
    )


def _squares(rule: Rule) -> tuple[int, int] | None:
    """How many of how many must agree; None where counting heads does not say it, or the row would be long."""
    count = len(rule.members())
    if isinstance(rule, Weighted) or count > SQUARES:
        return None
    if isinstance(rule, AllOf):
        return count, count
    if isinstance(rule, AtLeast):
        return rule.need, count
    return 1, max(count, 1)


def _is_nested(rule: Rule) -> bool:
    return any(not isinstance(member, Sign) or member.amount_over is not None for member in rule.members())


def _notes(rule: Rule, chance: GateChance, chain: Chain) -> list[Text]:
    """What else is to be known of a gate: when it is needed, and what silence means."""
    notes = _limit_notes(rule, chance.state, chain)
    if chance.p_given_before == 0:
        notes.append(Text("nobody who is present can pass it"))
    if chance.state is GateState.ADVICE:
        notes.append(Text("advises only"))
    if rule.silence:
        notes.append(Text("no answer counts as yes"))
    return notes


def _limit_notes(rule: Rule, state: GateState, chain: Chain) -> list[Text]:
    """For which deals a gate is needed."""
    if rule.amount_over is None:
        return [Text("skipped: no part of its rule applies to this deal")] if state is GateState.SKIPPED else []
    limit = {"limit": amount_text(rule.amount_over, chain.currency)}
    if state is GateState.SKIPPED:
        return [Text("skipped: needed only above %(limit)s", limit)]
    if chain.amount is None:
        return [Text("needed above %(limit)s; the amount is not known, so it counts", limit)]
    return [Text("needed above %(limit)s", limit)]
