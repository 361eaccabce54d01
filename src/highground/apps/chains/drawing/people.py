"""The people at a gate as plain facts: where they stand, and what the gate knows of them."""

from __future__ import annotations

from dataclasses import dataclass

from highground.apps.chains.drawing.phrases import amount_text, sentence_list
from highground.apps.chains.words import STANCE_CODES, STANCES, percent
from highground.core.chain import Chain, Number, Opinion, Person, Rule, Sign, Weighted
from highground.core.chain.model import signatures
from highground.core.text import Text
from highground.kit.drawing.svg import clean
from highground.kit.language import _, translate

PEOPLE_SHOWN = 24
"""So many people have a chip of their own; the rest is counted."""


@dataclass(frozen=True)
class Stand:
    """Where a person stands: the name of a mark, a code beside it, and the chance where one was stated."""

    mark: str
    code: str
    p: float | None


@dataclass(frozen=True)
class Deputy:
    """Who signs for a person who is away."""

    name: str
    stand: Stand


@dataclass(frozen=True)
class Signer:
    """A person at a gate; `facts` says everything in one sentence, `lines` what is written below the name."""

    person: str
    name: str
    stand: Stand
    facts: str
    lines: tuple[str, ...]
    weight: str
    has_veto: bool
    deputy: Deputy | None

    @property
    def marks(self) -> set[str]:
        """The stance marks that are drawn for this person."""
        return {self.stand.mark} | ({self.deputy.stand.mark} if self.deputy else set())


def gate_signers(rule: Rule, chain: Chain, *, is_roomy: bool) -> tuple[Signer, ...]:
    """All who sign under a rule, once for each topic; those with a veto first where not all can be shown."""
    vetoes, weights = _vetoes(rule), _weights(rule)
    signs = _signs_once(rule)
    if len(signs) > PEOPLE_SHOWN:
        signs.sort(key=lambda sign: sign.person not in vetoes)
    return tuple(
        _signer(sign, chain, has_veto=sign.person in vetoes, weight=weights.get(sign.person), is_roomy=is_roomy)
        for sign in signs
    )


def _signs_once(rule: Rule) -> list[Sign]:
    once: dict[tuple[str, str | None], Sign] = {}
    for sign in signatures(rule):
        once.setdefault((sign.person, sign.about), sign)
    return list(once.values())


def bystanders(chain: Chain) -> tuple[Signer, ...]:
    """The people who sign nowhere and stand in for nobody."""
    signs = [sign for step in chain.steps for gate in step.gates for sign in signatures(gate.rule)]
    inside = {sign.person for sign in signs} | {sign.deputy for sign in signs}
    return tuple(
        _signer(Sign(person=person.id), chain, has_veto=False, weight=None, is_roomy=False)
        for person in chain.people
        if person.id not in inside
    )


def _vetoes(rule: Rule) -> set[str]:
    inside = {person for member in rule.members() for person in _vetoes(member)}
    return inside | {veto.person for veto in rule.veto}


def _weights(rule: Rule) -> dict[str, Number]:
    inside = {person: weight for member in rule.members() for person, weight in _weights(member).items()}
    return inside | dict(rule.weights) if isinstance(rule, Weighted) else inside


def _signer(sign: Sign, chain: Chain, *, has_veto: bool, weight: Number | None, is_roomy: bool) -> Signer:
    """What the gate knows of a person; with room for it the position stands below the name."""
    person = chain.person(sign.person)
    opinion = person.opinion_about(sign.about)
    position = [person.position] if person.name and person.position else []
    notes = _notes(sign, person)
    veto = [_("can veto")] if has_veto else []
    return Signer(
        person=person.id,
        name=clean(person.label),
        stand=_stand(opinion),
        facts=sentence_list([person.label, *position, _stance_words(opinion), *notes, *veto]),
        lines=(*(position if is_roomy else []), *notes),
        weight="" if weight is None else f"×{amount_text(weight)}",
        has_veto=has_veto,
        deputy=None if sign.deputy is None else _deputy(chain.person(sign.deputy)),
    )


def _deputy(person: Person) -> Deputy:
    name = translate(Text("deputy: %(person)s", {"person": person.label}))
    return Deputy(clean(name), _stand(person.opinion))


def _stand(opinion: Opinion) -> Stand:
    if opinion.p is not None:
        return Stand("stated", percent(opinion.p), opinion.p)
    return Stand(opinion.stance, STANCE_CODES[opinion.stance], None)


def _stance_words(opinion: Opinion) -> str:
    if opinion.p is not None:
        return translate(Text("chance stated: %(chance)s", {"chance": percent(opinion.p)}))
    return translate(STANCES[opinion.stance])


def _notes(sign: Sign, person: Person) -> list[str]:
    """The topic of a signature, and whether the person may be away."""
    notes = []
    if sign.about is not None:
        notes.append(Text("on %(topic)s", {"topic": sign.about}))
    if person.absent == 1:
        notes.append(Text("absent"))
    elif person.absent > 0:
        notes.append(Text("absent with a chance of %(chance)s", {"chance": percent(person.absent)}))
    return [translate(note) for note in notes]
