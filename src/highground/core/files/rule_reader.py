"""Rules of a chain file: signatures, all, any, at least k, weighted votes, and what they may carry."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from highground.core.chain.model import AllOf, AnyOf, AtLeast, Rule, Sign, Weighted
from highground.core.files.fields import Fields, shown
from highground.core.files.tree import Node
from highground.core.text import Text

KINDS = {
    "sign": ("about", "deputy"),
    "all": (),
    "any": (),
    "at_least": ("of",),
    "weighted": ("quota",),
}
MODIFIERS = ("veto", "when", "silence", "advice")
GATE_MODIFIERS = (*MODIFIERS, "about", "deputy")


class RuleReader:
    """Reads rules; `people` are the known ids. What cannot be read is a fault and reads as an empty rule."""

    def __init__(self, fields: Fields, people: Collection[str]) -> None:
        self.fields = fields
        self.people = people

    def gate_rule(self, entry: dict[str, Node], gate: Node) -> Rule:
        """The rule of a gate with the modifiers written beside it."""
        if "rule" not in entry:
            return AllOf(of=())
        rule = self.rule(entry["rule"])
        beside: dict[str, Node] = {key: entry[key] for key in ("about", "deputy") if key in entry}
        if beside and not isinstance(rule, Sign):
            for node in beside.values():
                self.fields.fault(
                    node, Text("about and deputy belong to a single signature: write {sign: …, deputy: …} in the rule")
                )
        elif beside:
            rule = replace(rule, **self.signature_extras(beside))
        modifiers = self.modifiers(entry)
        if not modifiers:
            return rule
        own = rule.veto or rule.advice or rule.amount_over is not None or rule.silence is not None
        return AllOf(of=(rule,), **modifiers) if own else replace(rule, **modifiers)

    def rule(self, node: Node) -> Rule:
        """A rule: a bare id, or a mapping with exactly one kind."""
        if not isinstance(node.value, dict):
            if isinstance(node.value, list):
                self.fields.fault(node, Text("A rule is a person or a mapping: write {all: […]} or {any: […]}"))
                return AllOf(of=())
            return Sign(person=self.person(node))
        kinds = [kind for kind in KINDS if kind in node.value]
        if len(kinds) != 1:
            self.fields.fault(
                node,
                Text("A rule needs exactly one of %(kinds)s", {"kinds": ", ".join(KINDS)}),
            )
            return AllOf(of=())
        kind = kinds[0]
        entry = self.fields.mapping(node, Text("A rule"), (kind, *KINDS[kind], *MODIFIERS))
        body: Rule = getattr(self, f"read_{kind}")(entry, node)
        return replace(body, **self.modifiers(entry))

    def read_sign(self, entry: dict[str, Node], node: Node) -> Rule:
        return Sign(person=self.person(entry["sign"]), **self.signature_extras(entry))

    def read_all(self, entry: dict[str, Node], node: Node) -> Rule:
        return AllOf(of=self.members(entry["all"]))

    def read_any(self, entry: dict[str, Node], node: Node) -> Rule:
        return AnyOf(of=self.members(entry["any"]))

    def read_at_least(self, entry: dict[str, Node], node: Node) -> Rule:
        need = self.fields.number(entry["at_least"], "at_least", low=1)
        if isinstance(need, float) and not need.is_integer():
            self.fields.fault(entry["at_least"], Text("at_least must be a whole number"))
        if "of" not in entry:
            self.fields.fault(node, Text("%(what)s lacks %(key)s", {"what": "at_least", "key": "of"}))
            return AllOf(of=())
        members = self.members(entry["of"])
        voting = sum(not member.advice for member in members)
        if need is not None and members and need > voting:
            self.fields.fault(
                entry["at_least"],
                Text(
                    "at_least is %(need)s but only %(count)s can sign",
                    {"need": shown(entry["at_least"]), "count": voting},
                ),
            )
        return AtLeast(need=int(need or 1), of=members)

    def read_weighted(self, entry: dict[str, Node], node: Node) -> Rule:
        fields = self.fields
        if "quota" not in entry:
            fields.fault(node, Text("%(what)s lacks %(key)s", {"what": "weighted", "key": "quota"}))
        quota = fields.number(entry.get("quota"), "quota")
        weights = self.weights(entry["weighted"])
        if quota is not None and quota <= 0:
            fields.fault(entry["quota"], Text("quota must be above 0"))
        total = sum(weight for _, weight in weights if weight is not None)
        is_whole = bool(weights) and all(weight is not None for _, weight in weights)
        if quota is not None and is_whole and quota > total:
            fields.fault(
                entry["quota"],
                Text(
                    "quota is %(quota)s but all weights add up to %(total)s",
                    {"quota": shown(entry["quota"]), "total": total},
                ),
            )
        return Weighted(weights=tuple((who, weight or 0) for who, weight in weights), quota=quota or 1)

    def weights(self, node: Node) -> list[tuple[str, int | float | None]]:
        if not isinstance(node.value, dict):
            self.fields.fault(node, Text("weighted must give each person a weight"))
            return []
        if not node.value:
            self.fields.fault(node, Text("%(what)s is empty", {"what": "weighted"}))
        weights = []
        for person, value in node.value.items():
            weight = self.fields.number(value, Text("The weight of %(person)s", {"person": person}), low=0)
            weights.append((self.person(Node(person, value.line, person)), weight))
        return weights

    def members(self, node: Node) -> tuple[Rule, ...]:
        members = tuple(self.rule(item) for item in self.fields.items(node, Text("A rule"), least=1))
        if members and all(member.advice for member in members):
            self.fields.fault(node, Text("Everybody in this rule only advises: nobody decides"))
        return members

    def modifiers(self, entry: dict[str, Node]) -> dict[str, Any]:
        fields = self.fields
        found: dict[str, Any] = {}
        if "veto" in entry:
            found["veto"] = tuple(self.veto(item) for item in fields.items(entry["veto"], "veto"))
        if "when" in entry:
            when = fields.mapping(entry["when"], "when", ("amount_over",), ("amount_over",))
            found["amount_over"] = fields.number(when.get("amount_over"), "amount_over", low=0)
        if "silence" in entry:
            found["silence"] = fields.truth(entry["silence"], "silence")
        if "advice" in entry:
            found["advice"] = bool(fields.truth(entry["advice"], "advice"))
        return found

    def veto(self, node: Node) -> Sign:
        rule = self.rule(node)
        if not isinstance(rule, Sign):
            self.fields.fault(node, Text("veto names people, not rules"))
            return Sign(person="")
        if rule.veto or rule.advice or rule.amount_over is not None:
            self.fields.fault(node, Text("A veto stands by itself: put when, advice and veto beside the rule"))
        return rule

    def signature_extras(self, entry: dict[str, Node]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        if "about" in entry:
            found["about"] = self.fields.word(entry["about"], "about")
        if "deputy" in entry:
            found["deputy"] = self.person(entry["deputy"])
        return found

    def person(self, node: Node) -> str:
        word = self.fields.word(node, Text("A person"))
        if word is None:
            if node.value is None:
                self.fields.fault(node, Text("%(what)s is empty", {"what": Text("A rule")}))
            return ""
        if word not in self.people:
            self.fields.fault(node, Text("There is no person %(id)s under people", {"id": word}))
        return word
