"""In which order to approach people: approval order, then influence, then what is at stake; each with its reason."""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from highground.core.chain.influence import Network
from highground.core.chain.model import Chain
from highground.core.chain.structure import GateForm, GateState, Structure
from highground.core.text import Text

NEVER = 10**9


@dataclass(frozen=True)
class Place:
    """One person's place in the order, and why."""

    id: str
    reason: Text


def approach_order(
    chain: Chain,
    structure: Structure,
    network: Network,
    *,
    gains: Sequence[float],
    vetoes: Sequence[bool],
    dummies: Sequence[bool],
    unknown: Sequence[bool],
) -> tuple[Place, ...]:
    """Whom to win first, whom next (R44). `gains` is what one step up of each person adds to the chance of yes.

    A person is due at the first gate they sign, or at the first gate of anybody they move, whichever is earlier.
    Among those due together, who moves another comes before that other; then the larger gain comes first. Where
    people move each other in a circle the earlier and larger goes first.
    """
    gate_of = _first_gates(chain, structure)
    moves = _moves(chain, network)
    due = _due(chain, gate_of, moves)
    order = _sorted(len(chain.people), due, moves, gains)
    reasons = [
        _reason(chain, i, gate_of, moves, has_veto=vetoes[i], is_dummy=dummies[i], is_unknown=unknown[i])
        for i in range(len(chain.people))
    ]
    return tuple(Place(chain.people[i].id, reasons[i]) for i in order)


def _first_gates(chain: Chain, structure: Structure) -> dict[int, GateForm]:
    """The first counting gate that each person signs."""
    place = {person.id: i for i, person in enumerate(chain.people)}
    first: dict[int, GateForm] = {}
    for gate in structure.gates:
        if gate.state is GateState.COUNTS:
            for person in gate.signers:
                first.setdefault(place[person], gate)
    return first


def _moves(chain: Chain, network: Network) -> dict[int, list[int]]:
    """Whom each person moves, the most moved first; only influence that has an effect, and for the better."""
    pull = network.openness[:, None] * network.weights
    moves: dict[int, list[int]] = {}
    for source in range(len(chain.people)):
        moved = [target for target in range(len(chain.people)) if pull[target, source] > 0 and target != source]
        if moved:
            moves[source] = sorted(moved, key=lambda target: (-pull[target, source], target))
    return moves


def _due(chain: Chain, gate_of: Mapping[int, GateForm], moves: Mapping[int, list[int]]) -> list[int]:
    """The rank at which each person is due: their own first gate or that of anybody they move, directly or not."""
    due = [gate_of[i].rank if i in gate_of else NEVER for i in range(len(chain.people))]
    for _ in range(len(due)):
        earlier = [min([due[i], *(due[j] for j in moves.get(i, ()))]) for i in range(len(due))]
        if earlier == due:
            break
        due = earlier
    return due


def _sorted(size: int, due: list[int], moves: Mapping[int, list[int]], gains: Sequence[float]) -> list[int]:
    """By due rank; inside a rank who moves another first; then by gain. Circles are cut at their first member."""
    waits = [0] * size
    for source, targets in moves.items():
        for target in targets:
            if due[source] == due[target]:
                waits[target] += 1
    left = set(range(size))
    order: list[int] = []
    heap = [(due[i], waits[i] > 0, -gains[i], i) for i in range(size)]
    heapq.heapify(heap)
    while left:
        _, _, _, i = heapq.heappop(heap)
        if i not in left:
            continue
        left.discard(i)
        order.append(i)
        for target in moves.get(i, ()):
            if target in left and due[i] == due[target]:
                waits[target] -= 1
                heapq.heappush(heap, (due[target], waits[target] > 0, -gains[target], target))
    return order


def _reason(
    chain: Chain,
    i: int,
    gate_of: Mapping[int, GateForm],
    moves: Mapping[int, list[int]],
    *,
    has_veto: bool,
    is_dummy: bool,
    is_unknown: bool,
) -> Text:
    facts: list[Text] = []
    mine = gate_of.get(i)
    opened = [j for j in moves.get(i, ()) if j in gate_of]
    if opened:
        slots = {"person": chain.people[opened[0]].label, "gate": gate_of[opened[0]].name}
        facts.append(Text("moves %(person)s, who signs gate %(gate)s", slots))
    if mine is not None:
        facts.append(_at_gate(mine, has_veto=has_veto, is_dummy=is_dummy))
    elif not opened:
        facts.append(Text("signs nothing and moves nobody we know of: keep informed, offend nobody"))
    if is_unknown:
        facts.append(Text("where they stand is not known: find out first"))
    return _joined(facts)


def _at_gate(gate: GateForm, *, has_veto: bool, is_dummy: bool) -> Text:
    if has_veto:
        return Text("can stop everything at gate %(gate)s", {"gate": gate.name})
    if is_dummy:
        return Text("signs gate %(gate)s, which the others decide either way: keep informed", {"gate": gate.name})
    return Text("signs gate %(gate)s", {"gate": gate.name})


def _joined(facts: list[Text]) -> Text:
    joined = facts[0]
    for following in facts[1:]:
        joined = Text("%(first)s; %(second)s", {"first": joined, "second": following})
    return joined
