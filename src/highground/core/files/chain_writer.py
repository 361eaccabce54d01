"""Writing a chain as a chain file, so that reading it gives the same chain."""

from __future__ import annotations

from typing import Any

import yaml

from highground.core.chain.model import (
    AllOf,
    AnyOf,
    AtLeast,
    Chain,
    Gate,
    Influence,
    Number,
    Opinion,
    Person,
    Rule,
    Sign,
    Step,
    Weighted,
)


def write_chain(chain: Chain) -> str:
    """The chain as YAML, version 1 of the chain file.

    >>> from highground.core.chain.model import Step
    >>> gate = Gate("board", AnyOf(of=(Sign(person="a"), Sign(person="b"))))
    >>> print(write_chain(Chain((Person("a"), Person("b")), (Step("decide", (gate,)),))))
    highground: 1
    people:
    - {id: a}
    - {id: b}
    chain:
    - step: decide
      gates:
      - name: board
        rule:
          any: [a, b]
    <BLANKLINE>
    """
    head: dict[str, Any] = {"highground": 1}
    for key in ("account", "opportunity", "amount", "currency", "note"):
        if (value := getattr(chain, key)) is not None:
            head[key] = _plain(value) if key == "amount" else value
    head["people"] = [_Row(_person(person)) for person in chain.people]
    if chain.influence:
        head["influence"] = [_Row(_edge(edge)) for edge in chain.influence]
    head["chain"] = [_step(step) for step in chain.steps]
    return yaml.dump(head, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110, default_flow_style=None)


class _Row(dict[str, Any]):
    """A mapping written on one line."""


class _Dumper(yaml.SafeDumper):
    """Writes rows on one line and never an alias."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


_Dumper.add_representer(
    _Row, lambda dumper, row: dumper.represent_mapping("tag:yaml.org,2002:map", row.items(), flow_style=True)
)


def _edge(edge: Influence) -> dict[str, Any]:
    row: dict[str, Any] = {"from": edge.source, "to": edge.target, "weight": edge.weight}
    return row if edge.note is None else {**row, "note": edge.note}


def _step(step: Step) -> dict[str, Any]:
    entry: dict[str, Any] = {"step": step.name}
    if step.note is not None:
        entry["note"] = step.note
    if step.gates:
        entry["gates"] = [_gate(gate) for gate in step.gates]
    return entry


def _person(person: Person) -> dict[str, Any]:
    row: dict[str, Any] = {"id": person.id}
    for key in ("name", "position", "layer"):
        if (value := getattr(person, key)) is not None:
            row[key] = value
    if person.roles:
        row["roles"] = list(person.roles)
    row.update(_opinion(person.opinion))
    for key in ("openness", "absent"):
        if value := getattr(person, key):
            row[key] = value
    if person.about:
        row["about"] = {topic: _opinion(opinion) for topic, opinion in person.about}
    if person.note is not None:
        row["note"] = person.note
    return row


def _opinion(opinion: Opinion) -> dict[str, Any]:
    row: dict[str, Any] = {}
    if opinion.stance != "unknown":
        row["stance"] = opinion.stance
    if opinion.p is not None:
        row["p"] = opinion.p
    if opinion.weight is not None:
        row["weight"] = opinion.weight
    return row


def _gate(gate: Gate) -> dict[str, Any]:
    entry: dict[str, Any] = {"name": gate.name, "rule": _inside(gate.rule), **_modifiers(gate.rule)}
    if gate.after:
        entry["after"] = gate.after[0] if len(gate.after) == 1 else list(gate.after)
    if gate.note is not None:
        entry["note"] = gate.note
    return entry


def _inside(rule: Rule) -> Any:
    """What stands under `rule` of a gate: one that carries modifiers of its own beside the gate's is kept apart."""
    if isinstance(rule, AllOf) and len(rule.of) == 1 and _modifiers(rule) and _modifiers(rule.of[0]):
        return _rule(rule.of[0])
    return _body(rule)


def _rule(rule: Rule) -> Any:
    body, modifiers = _body(rule), _modifiers(rule)
    if not modifiers:
        return body
    return {**(body if isinstance(body, dict) else {"sign": body}), **modifiers}


def _body(rule: Rule) -> Any:
    if isinstance(rule, Sign):
        return _sign(rule)
    if isinstance(rule, AllOf):
        return {"all": [_rule(member) for member in rule.of]}
    if isinstance(rule, AnyOf):
        return {"any": [_rule(member) for member in rule.of]}
    if isinstance(rule, AtLeast):
        return {"at_least": rule.need, "of": [_rule(member) for member in rule.of]}
    if isinstance(rule, Weighted):
        return {"weighted": {who: _plain(weight) for who, weight in rule.weights}, "quota": _plain(rule.quota)}
    raise TypeError(f"no such rule: {rule!r}")


def _sign(sign: Sign) -> Any:
    if sign.about is None and sign.deputy is None:
        return sign.person
    extras = {"about": sign.about, "deputy": sign.deputy}
    return {"sign": sign.person, **{key: value for key, value in extras.items() if value is not None}}


def _modifiers(rule: Rule) -> dict[str, Any]:
    entry: dict[str, Any] = {}
    if rule.veto:
        entry["veto"] = [_sign(veto) for veto in rule.veto]
    if rule.amount_over is not None:
        entry["when"] = {"amount_over": _plain(rule.amount_over)}
    if rule.silence is not None:
        entry["silence"] = "yes" if rule.silence else "no"
    if rule.advice:
        entry["advice"] = True
    return entry


def _plain(number: Number) -> int | float:
    if isinstance(number, int | float):
        return number
    return int(number) if number.denominator == 1 else float(number)
