"""What an analysis rests on, in sentences: the notes beside the figures."""

from __future__ import annotations

from collections.abc import Sequence

from highground.core.chain.chances import ChainModel
from highground.core.chain.results import Analysis, Chance, PersonAnalysis
from highground.core.chain.structure import GateState
from highground.core.text import Text, listed, plural_text

MOOD = 0.3
"""The common cause whose effect is told where none was asked for."""
APART = 0.05
"""Power on paper and in fact that differ by more than this are worth a sentence."""


def analysis_notes(model: ChainModel, *, chance: Chance, people: Sequence[PersonAnalysis]) -> tuple[Text, ...]:
    """All notes, in the order in which a reader needs them."""
    return (
        *model.structure.notes,
        *_no_gate(model),
        *_method(model, chance),
        *_absences(model),
        *model.network.notes(model.chain),
        *_assumptions(model),
        *_unknown(model, people),
        *_mood(model, chance),
        *_paper_and_fact(model, people),
    )


def headline(analysis: Analysis) -> Text:
    """The sentence the analysis exists to give."""
    chance = analysis.chance
    figures = {"p": percent(chance.p), "low": percent(chance.low), "high": percent(chance.high)}
    if not any(gate.state is GateState.COUNTS for gate in analysis.gates):
        return Text("Nothing recorded stands between us and a yes: no gate counts for this deal")
    first = max(analysis.people, key=lambda person: person.up - person.down, default=None)
    if first is None or first.up - first.down <= 0:
        return Text("Chance of yes %(p)s, likely between %(low)s and %(high)s", figures)
    name = analysis.chain.person(first.id).label
    return Text(
        "Chance of yes %(p)s, likely between %(low)s and %(high)s; most of it hinges on %(person)s, "
        "whose next step moves it from %(down)s to %(up)s",
        {**figures, "person": name, "down": percent(first.down), "up": percent(first.up)},
    )


def percent(p: float) -> str:
    """A chance as the reader sees it: whole points, one decimal near the ends, never 0% or 100% unless certain.

    >>> percent(0.231), percent(0.0412), percent(0.00001), percent(0.99999), percent(1.0)
    ('23%', '4.1%', '<0.1%', '>99.9%', '100%')
    """
    if 0 < p < 0.0005:
        return "<0.1%"
    if 0.9995 < p < 1:
        return ">99.9%"
    near_an_end = 0 < p < 0.0995 or 0.9905 < p < 1
    return f"{100 * p:.1f}%" if near_an_end else f"{100 * p:.0f}%"


def _no_gate(model: ChainModel) -> list[Text]:
    if model.structure.counting:
        return []
    return [Text("No gate counts for this deal: nothing recorded stands between us and a yes")]


def _method(model: ChainModel, chance: Chance) -> list[Text]:
    if chance.standard_error == 0 and model.evaluator.is_exact:
        return []
    return [
        Text(
            "The exact answer would outgrow memory. The people who sign in several gates were sampled and the rest "
            "kept exact: %(p)s with a standard error of %(error)s; power and coalitions are estimates too",
            {"p": f"{chance.p:.4f}", "error": f"{chance.standard_error:.1g}"},
        )
    ]


def _absences(model: ChainModel) -> list[Text]:
    away = [person.label for person in model.chain.people if 0 < person.absent < 1]
    if not away:
        return []
    return [
        Text(
            "Power on paper, vetoes and coalitions are those with everybody present; the chance of yes counts "
            "that these may be absent: %(people)s",
            {"people": listed(away)},
        )
    ]


def _assumptions(model: ChainModel) -> list[Text]:
    notes = [Text("Chances behind the stances are assumptions until this workspace's own decisions support them")]
    stated = sum(person.opinion.p is not None and person.opinion.weight is None for person in model.chain.people)
    if stated:
        notes.append(
            plural_text(
                "%(count)s chance is stated without saying on how many answers it rests; it is weighed as %(weight)s",
                "%(count)s chances are stated without saying on how many answers they rest; "
                "they are weighed as %(weight)s",
                stated,
                {"weight": f"{model.table.stated_weight:g}"},
            )
        )
    return notes


def _unknown(model: ChainModel, people: Sequence[PersonAnalysis]) -> list[Text]:
    """What each unknown costs: between against and support, the answer moves this far."""
    notes = []
    for person, found in zip(model.chain.people, people, strict=True):
        if person.opinion.p is None and person.opinion.stance == "unknown" and found.up > found.down:
            notes.append(
                Text(
                    "Where %(person)s stands is not known: between against and support the chance of yes "
                    "goes from %(low)s to %(high)s",
                    {"person": person.label, "low": percent(found.down), "high": percent(found.up)},
                )
            )
    return notes


def _mood(model: ChainModel, chance: Chance) -> list[Text]:
    if model.rho > 0:
        return [
            Text(
                "With a mood shared by everybody (ρ = %(rho)s) the chance of yes is %(p)s; "
                "were the answers independent it would be %(independent)s",
                {"rho": f"{model.rho:g}", "p": percent(chance.p), "independent": percent(chance.independent)},
            )
        ]
    if not model.structure.counting or not model.evaluator.is_exact:
        return []
    return [
        Text(
            "Answers are taken as independent; with a mood shared by everybody (ρ = %(rho)s) "
            "the chance of yes would be %(p)s",
            {"rho": f"{MOOD:g}", "p": percent(model.chance_with_mood(MOOD))},
        )
    ]


def _paper_and_fact(model: ChainModel, people: Sequence[PersonAnalysis]) -> list[Text]:
    """Who has more or less say in fact than on paper (R24)."""
    names = {person.id: person.label for person in model.chain.people}
    apart = sorted(
        (found for found in people if abs(found.actual - found.shapley) > APART),
        key=lambda found: -abs(found.actual - found.shapley),
    )
    return [
        Text(
            "%(person)s holds %(paper)s of the power on paper and %(fact)s of what moves the outcome in fact",
            {"person": names[found.id], "paper": percent(found.shapley), "fact": percent(found.actual)},
        )
        for found in apart[:3]
    ]
