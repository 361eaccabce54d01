"""Seeded decision chains: five steps in sequence, committees of two to eight, some people in four steps each."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from highground.core.chain import (
    AllOf,
    AnyOf,
    AtLeast,
    Chain,
    Gate,
    Opinion,
    Person,
    Rule,
    Sign,
    Step,
    Weighted,
    chain_structure,
)
from highground.core.chain.engine.nodes import Node
from highground.core.chain.structure import Answer

STEPS = 5
SMALLEST, LARGEST = 2, 8
FURTHER_STEPS = 3
KINDS = ("all", "any", "at least", "weighted", "veto")
SEED = 7


@dataclass(frozen=True)
class Size:
    """How many people, how many of them sit in more than one step."""

    people: int
    shared: int

    def __str__(self) -> str:
        return f"{self.people}/{self.shared}"

    @classmethod
    def parse(cls, text: str) -> Size:
        """From "50/12"."""
        people, shared = text.split("/")
        return cls(int(people), int(shared))

    def covers(self, other: Size) -> bool:
        """Whether `other` is no larger in either respect."""
        return other.people <= self.people and other.shared <= self.shared


@dataclass(frozen=True)
class Case:
    """A chain of a given size; `weighted` false replaces each weighted vote by a count of heads."""

    size: Size
    weighted: bool = True

    @cached_property
    def chain(self) -> Chain:
        """The chain as it is written down."""
        return make_chain(self.size, weighted=self.weighted)

    @cached_property
    def gates(self) -> list[Node]:
        """The rule of each step as an expression."""
        return [gate.node for gate in chain_structure(self.chain).counting]

    @cached_property
    def p(self) -> NDArray[np.float64]:
        """The chance of a yes of each variable of the expression."""
        opinions = {person.id: person.opinion.p for person in self.chain.people}
        variables = chain_structure(self.chain).variables
        return np.array([opinions[v.person] for v in variables if isinstance(v, Answer)], dtype=float)


def make_chain(size: Size, *, weighted: bool = True, seed: int = SEED) -> Chain:
    """A chain whose people sit in committees, the shared ones in one more committee of three other steps each."""
    rng = random.Random(f"{seed} {size}")
    names = [f"p{i}" for i in range(size.people)]
    people = tuple(Person(name, opinion=Opinion(p=round(rng.uniform(0.6, 0.98), 4))) for name in names)
    steps = [_committees(names[k::STEPS], rng) for k in range(STEPS)]
    for who in rng.sample(range(size.people), size.shared):
        others = [k for k in range(STEPS) if k != who % STEPS]
        for k in rng.sample(others, FURTHER_STEPS):
            _seat(names[who], steps[k], rng)
    made = [_step(f"step {k + 1}", committees, rng, weighted) for k, committees in enumerate(steps)]
    return Chain(people, tuple(made))


def gate_chain(people: int, gates: int, *, seed: int = SEED) -> Chain:
    """A chain of everyday shape: separate gates in five steps, every fifth person in a second gate."""
    rng = random.Random(seed)
    names = [f"p{i}" for i in range(people)]
    members = [names[g::gates] for g in range(gates)]
    for who in range(0, people, 5):
        members[(who + 1) % gates].append(names[who])
    rules = [_committee(group, rng, True) for group in members]
    steps = tuple(
        Step(f"step {k + 1}", tuple(Gate(f"gate {g}", rules[g]) for g in range(k, gates, STEPS))) for k in range(STEPS)
    )
    return Chain(tuple(Person(name, opinion=Opinion(p=round(rng.uniform(0.6, 0.98), 4))) for name in names), steps)


def _committees(people: list[str], rng: random.Random) -> list[list[str]]:
    """The people of a step dealt out to committees of two to eight."""
    left, committees = list(people), []
    while left:
        count = rng.randint(SMALLEST, LARGEST)
        if len(left) - count < SMALLEST:
            count = len(left)
        committees.append(left[:count])
        left = left[count:]
    return committees


def _seat(person: str, committees: list[list[str]], rng: random.Random) -> None:
    """One more member for a committee with a free seat, else for the smallest."""
    free = [committee for committee in committees if len(committee) < LARGEST]
    (rng.choice(free) if free else min(committees, key=len)).append(person)


def _step(name: str, committees: list[list[str]], rng: random.Random, weighted: bool) -> Step:
    """A step passes when about two thirds of its committees do."""
    rules = tuple(_committee(committee, rng, weighted) for committee in committees)
    rule: Rule = rules[0] if len(rules) == 1 else AtLeast(need=-(-2 * len(rules) // 3), of=rules)
    return Step(name, (Gate(name, rule),))


def _committee(people: list[str], rng: random.Random, weighted: bool) -> Rule:
    """A rule of any kind over the people; the random draws are the same whether or not weights count."""
    kind = rng.choice(KINDS)
    weights = [rng.randint(1, 9) for _ in people]
    signs = tuple(Sign(person=person) for person in people)
    if kind == "all":
        return AllOf(of=signs)
    if kind == "any":
        return AnyOf(of=signs)
    if kind == "weighted" and weighted:
        return Weighted(weights=tuple(zip(people, weights, strict=True)), quota=sum(weights) // 2 + 1)
    if kind == "veto" and len(people) > SMALLEST:
        return AtLeast(need=len(people) // 2, of=signs[1:], veto=signs[:1])
    return AtLeast(need=len(people) // 2 + 1, of=signs)
