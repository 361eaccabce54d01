"""The chain file, version 1: a decision chain as YAML or JSON, read into core types and written back.

Format: docs/en/reference/chain-file.md and `SCHEMA`. Reading gathers all faults of a file, each with its line.
"""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import Any

from highground.core.chain.model import BUYING_ROLES, LAYERS, STANCES, Chain, Gate, Influence, Opinion, Person, Step
from highground.core.chain.structure import gate_order
from highground.core.faults import Fault, InputError
from highground.core.files.fields import Fields
from highground.core.files.rule_reader import GATE_MODIFIERS, RuleReader
from highground.core.files.tree import Node, read_tree
from highground.core.text import Text

VERSION = 1
MAX_PEOPLE = 1000

_TOP = ("highground", "account", "opportunity", "amount", "currency", "people", "influence", "chain", "note")
_PERSON = ("id", "name", "position", "layer", "roles", "stance", "p", "weight", "openness", "absent", "about", "note")
_OPINION = ("stance", "p", "weight")


@cache
def schema() -> dict[str, Any]:
    """The JSON Schema of the chain file.

    >>> schema()["title"]
    'Highground chain file, version 1'
    """
    text = resources.files("highground.core.files").joinpath("chain-file-1.schema.json").read_text("utf-8")
    parsed: dict[str, Any] = json.loads(text)
    return parsed


def read_chain(data: bytes) -> Chain:
    """The chain in a file's bytes. Raises InputError with all faults and their lines.

    >>> chain = read_chain(b"{highground: 1, people: [{id: a}], chain: [{step: decide, gates: [{name: g, rule: a}]}]}")
    >>> chain.steps[0].gates[0].name
    'g'
    """
    return _ChainReader().read(read_tree(data))


class _ChainReader:
    """Walks the tree of a chain file."""

    def __init__(self) -> None:
        self.fields = Fields()
        self.lines: dict[str, int] = {}

    def read(self, root: Node) -> Chain:
        fields = self.fields
        top = fields.mapping(root, Text("The chain file"), _TOP, ("highground", "people", "chain"))
        self.version(top.get("highground"))
        people = self.people(top.get("people"))
        influence = self.influence(top.get("influence"), people)
        steps = self.steps(top.get("chain"))
        chain = Chain(
            people=tuple(people),
            steps=tuple(steps),
            influence=tuple(influence),
            account=fields.word(top.get("account"), "account"),
            opportunity=fields.word(top.get("opportunity"), "opportunity"),
            amount=fields.number(top.get("amount"), "amount", low=0),
            currency=fields.word(top.get("currency"), "currency"),
            note=fields.word(top.get("note"), "note"),
        )
        fields.finish()
        return chain

    def version(self, node: Node | None) -> None:
        if node is not None and (node.value != VERSION or isinstance(node.value, bool)):
            self.fields.fault(node, Text("highground must be 1: this program reads version 1 of the chain file"))

    def people(self, node: Node | None) -> list[Person]:
        nodes = self.fields.items(node, "people")
        if node is not None and len(nodes) > MAX_PEOPLE:
            self.fields.fault(node, Text("A chain may have %(most)s people", {"most": MAX_PEOPLE}))
            nodes = nodes[:MAX_PEOPLE]
        people = [person for entry in nodes if (person := self.person(entry)) is not None]
        if node is not None and isinstance(node.value, list) and not nodes:
            self.fields.fault(node, Text("people is empty: name at least one person"))
        return people

    def person(self, node: Node) -> Person | None:
        fields = self.fields
        entry = fields.mapping(node, Text("A person"), _PERSON, ("id",))
        person_id = fields.word(entry.get("id"), "id")
        opinion = self.opinion(entry)
        openness = fields.number(entry.get("openness"), "openness", low=0, high=1)
        absent = self.absent(entry.get("absent"))
        roles = [
            role
            for item in fields.items(entry.get("roles"), "roles")
            if (role := fields.one_of(item, Text("A role"), BUYING_ROLES)) is not None
        ]
        if person_id is None:
            return None
        if person_id in self.lines:
            first = {"id": person_id, "first": self.lines[person_id]}
            fields.fault(entry["id"], Text("The id %(id)s is given twice, first on line %(first)s", first))
            return None
        self.lines[person_id] = entry["id"].line
        return Person(
            id=person_id,
            name=fields.word(entry.get("name"), "name"),
            position=fields.word(entry.get("position"), "position"),
            layer=fields.one_of(entry.get("layer"), "layer", LAYERS),
            roles=tuple(roles),
            opinion=opinion,
            openness=float(openness or 0),
            absent=absent,
            about=self.topics(entry.get("about")),
            note=fields.word(entry.get("note"), "note"),
        )

    def opinion(self, entry: dict[str, Node]) -> Opinion:
        fields = self.fields
        p = fields.number(entry.get("p"), "p", low=0, high=1)
        weight = fields.number(entry.get("weight"), "weight", low=0)
        if weight == 0:
            fields.fault(entry["weight"], Text("weight must be above 0: leave it out where it is not known"))
        return Opinion(
            stance=fields.one_of(entry.get("stance"), "stance", STANCES) or "unknown",
            p=None if p is None else float(p),
            weight=None if weight is None else float(weight),
        )

    def absent(self, node: Node | None) -> float:
        if node is not None and isinstance(node.value, bool):
            return float(node.value)
        return float(self.fields.number(node, "absent", low=0, high=1) or 0)

    def topics(self, node: Node | None) -> tuple[tuple[str, Opinion], ...]:
        if node is None or node.value is None:
            return ()
        if not isinstance(node.value, dict):
            self.fields.fault(node, Text("about must name topics, each with a stance or a chance"))
            return ()
        return tuple((topic, self.topic(value)) for topic, value in node.value.items())

    def topic(self, node: Node) -> Opinion:
        if isinstance(node.value, dict):
            return self.opinion(self.fields.mapping(node, Text("An opinion about a topic"), _OPINION))
        return Opinion(stance=self.fields.one_of(node, "stance", STANCES) or "unknown")

    def influence(self, node: Node | None, people: list[Person]) -> list[Influence]:
        if node is None or node.value is None:
            return []
        openness = {person.id: person.openness for person in people}
        sums = dict.fromkeys(openness, 0.0)
        edges = []
        for item in self.fields.items(node, "influence"):
            edge = self.edge(item)
            if edge is None:
                continue
            edges.append(edge)
            before = sums[edge.target]
            sums[edge.target] += openness[edge.target] * abs(edge.weight)
            if before < 1 <= sums[edge.target]:
                self.fields.fault(
                    item,
                    Text(
                        "Influence on %(person)s is too strong: openness times the weights adds up to %(sum)s, "
                        "it must stay below 1",
                        {"person": edge.target, "sum": f"{sums[edge.target]:.3g}"},
                    ),
                )
        return edges

    def edge(self, node: Node) -> Influence | None:
        fields = self.fields
        known = ("from", "to", "weight", "note")
        entry = fields.mapping(node, Text("An influence"), known, ("from", "to", "weight"))
        ends = [self.person_id(entry.get("from")), self.person_id(entry.get("to"))]
        weight = fields.number(entry.get("weight"), "weight")
        if ends[0] is None or ends[1] is None or weight is None:
            return None
        if ends[0] == ends[1]:
            fields.fault(node, Text("%(person)s cannot influence themselves", {"person": ends[0]}))
            return None
        return Influence(ends[0], ends[1], float(weight), fields.word(entry.get("note"), "note"))

    def person_id(self, node: Node | None) -> str | None:
        word = self.fields.word(node, Text("A person"))
        if word is not None and node is not None and word not in self.lines:
            self.fields.fault(node, Text("There is no person %(id)s under people", {"id": word}))
            return None
        return word

    def steps(self, node: Node | None) -> list[Step]:
        nodes = self.fields.items(node, "chain")
        earlier: set[str] = set()
        steps = [self.step(entry, earlier) for entry in nodes]
        if node is not None and isinstance(node.value, list) and not any(self.has_gates(entry) for entry in nodes):
            self.fields.fault(node, Text("The chain has no gate: add at least one"))
        return steps

    @staticmethod
    def has_gates(node: Node) -> bool:
        return isinstance(node.value, dict) and "gates" in node.value and bool(node.value["gates"].value)

    def step(self, node: Node, earlier: set[str]) -> Step:
        fields = self.fields
        entry = fields.mapping(node, Text("A step"), ("step", "gates", "note"), ("step",))
        name = fields.word(entry.get("step"), "step") or ""
        nodes: dict[str, Node] = {}
        gates: list[Gate] = []
        for item in fields.items(entry.get("gates"), "gates"):
            gate = self.gate(item)
            if gate.name in nodes:
                fields.fault(item, Text("The gate %(gate)s is there twice in this step", {"gate": gate.name}))
                continue
            nodes[gate.name] = item
            gates.append(gate)
        step = Step(name, tuple(gates), fields.word(entry.get("note"), "note"))
        self.check_order(step, nodes, earlier)
        earlier.update(nodes)
        return step

    def check_order(self, step: Step, nodes: dict[str, Node], earlier: set[str]) -> None:
        for gate in step.gates:
            for name in gate.after:
                if name not in nodes and name not in earlier:
                    text = Text(
                        "%(gate)s comes after %(name)s, but no such gate is in this step or before it",
                        {"gate": gate.name, "name": name},
                    )
                    self.fields.fault(nodes[gate.name], text)
        try:
            gate_order(step)
        except InputError as error:
            line = min((node.line for node in nodes.values()), default=None)
            self.fields.faults.extend(Fault(found.text, line) for found in error.faults)

    def gate(self, node: Node) -> Gate:
        fields = self.fields
        known = ("name", "rule", "after", "note", *GATE_MODIFIERS)
        entry = fields.mapping(node, Text("A gate"), known, ("name", "rule"))
        name = fields.word(entry.get("name"), "name") or ""
        reader = RuleReader(fields, self.lines)
        return Gate(
            name=name,
            rule=reader.gate_rule(entry, node),
            after=self.names(entry.get("after")),
            note=fields.word(entry.get("note"), "note"),
        )

    def names(self, node: Node | None) -> tuple[str, ...]:
        if node is None or node.value is None:
            return ()
        nodes = node.value if isinstance(node.value, list) else [node]
        return tuple(word for item in nodes if (word := self.fields.word(item, "after")) is not None)
