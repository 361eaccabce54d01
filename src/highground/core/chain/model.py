"""A decision chain as it is written down: people, their influence on each other, steps, gates, rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

Number = int | float | Fraction

LAYERS = ("decision", "management", "execution")
BUYING_ROLES = (
    "initiator",
    "user",
    "influencer",
    "evaluator",
    "decider",
    "approver",
    "buyer",
    "gatekeeper",
    "coach",
)
STANCES = ("coach", "strong", "support", "neutral", "against", "unknown")


@dataclass(frozen=True)
class Opinion:
    """What is known of one answer: a stance label, or a chance of yes, which beats the label.

    `p` is the chance of a yes when asked, 0–1. `weight` is the number of answers the chance rests on
    (pseudo-answers of the Beta distribution); None takes the default of the stance table.

    >>> Opinion(stance="support").stance
    'support'
    """

    stance: str = "unknown"
    p: float | None = None
    weight: float | None = None


@dataclass(frozen=True)
class Person:
    """A person's part in one opportunity. Only `id` is required; what is not said is unknown.

    `openness` (Λ of Friedkin and Johnsen, 0–1) is how far others move this person; `absent` (0–1) is the chance
    that no answer comes from this person, so that a deputy or the gate's rule on silence counts instead.
    `about` holds opinions that differ by topic, as (topic, opinion) pairs.
    """

    id: str
    name: str | None = None
    position: str | None = None
    layer: str | None = None
    roles: tuple[str, ...] = ()
    opinion: Opinion = Opinion()
    openness: float = 0.0
    absent: float = 0.0
    about: tuple[tuple[str, Opinion], ...] = ()
    note: str | None = None

    @property
    def label(self) -> str:
        """The name; where it is not known the post, else the id."""
        return self.name or self.position or self.id

    def opinion_about(self, topic: str | None) -> Opinion:
        """The opinion on a topic; the general one where the topic has none of its own."""
        return dict(self.about).get(topic, self.opinion) if topic is not None else self.opinion


@dataclass(frozen=True)
class Influence:
    """`source` moves `target` by `weight`, a share of the source's log-odds (negative: the other way)."""

    source: str
    target: str
    weight: float
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class Rule:
    """What every rule may carry besides its own content.

    `veto`: signatures without which it fails. `amount_over`: it exists only for deals above this amount.
    `silence`: what no answer means (True: yes). `advice`: heard, not counted.
    """

    veto: tuple[Sign, ...] = ()
    amount_over: Number | None = None
    silence: bool | None = None
    advice: bool = False

    def members(self) -> tuple[Rule, ...]:
        """The rules directly inside this one."""
        return ()


@dataclass(frozen=True, kw_only=True)
class Sign(Rule):
    """One person's signature; `about` names a topic with an answer of its own, `deputy` who signs when absent."""

    person: str
    about: str | None = None
    deputy: str | None = None


@dataclass(frozen=True, kw_only=True)
class AllOf(Rule):
    """Everyone must agree."""

    of: tuple[Rule, ...]

    def members(self) -> tuple[Rule, ...]:
        return self.of


@dataclass(frozen=True, kw_only=True)
class AnyOf(Rule):
    """One is enough."""

    of: tuple[Rule, ...]

    def members(self) -> tuple[Rule, ...]:
        return self.of


@dataclass(frozen=True, kw_only=True)
class AtLeast(Rule):
    """`need` of the members must agree."""

    need: int
    of: tuple[Rule, ...]

    def members(self) -> tuple[Rule, ...]:
        return self.of


@dataclass(frozen=True, kw_only=True)
class Weighted(Rule):
    """The weights of those who agree must reach `quota`."""

    weights: tuple[tuple[str, Number], ...]
    quota: Number

    def members(self) -> tuple[Rule, ...]:
        return tuple(Sign(person=person) for person, _ in self.weights)


@dataclass(frozen=True)
class Gate:
    """A point the decision must pass. `after` names gates that come first; otherwise gates of a step are parallel."""

    name: str
    rule: Rule
    after: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True)
class Step:
    """A step of the purchase process with its gates."""

    name: str
    gates: tuple[Gate, ...]
    note: str | None = None


@dataclass(frozen=True)
class Chain:
    """How a customer decides on one opportunity.

    >>> board = Gate("board", AllOf(of=(Sign(person="cto"), Sign(person="cfo"))))
    >>> chain = Chain(people=(Person("cto"), Person("cfo")), steps=(Step("decide", (board,)),))
    >>> [person.id for person in chain.people]
    ['cto', 'cfo']
    """

    people: tuple[Person, ...]
    steps: tuple[Step, ...]
    influence: tuple[Influence, ...] = ()
    account: str | None = None
    opportunity: str | None = None
    amount: Number | None = None
    currency: str | None = None
    note: str | None = None

    def person(self, person_id: str) -> Person:
        """The person with this id; KeyError where there is none."""
        for person in self.people:
            if person.id == person_id:
                return person
        raise KeyError(person_id)


def signatures(rule: Rule) -> Iterator[Sign]:
    """Every signature in a rule, vetoes and nested rules included, in the order written.

    >>> [s.person for s in signatures(AnyOf(of=(Sign(person="a"), Sign(person="b")), veto=(Sign(person="c"),)))]
    ['a', 'b', 'c']
    """
    if isinstance(rule, Sign):
        yield rule
    for member in rule.members():
        yield from signatures(member)
    for veto in rule.veto:
        yield from signatures(veto)
