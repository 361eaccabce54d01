"""What an analysis says of chains small enough to work out by hand."""

from typing import Any

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import beta, binom, multivariate_normal, norm

from highground.core.chain import (
    AllOf,
    AnyOf,
    AtLeast,
    Chain,
    ChainModel,
    Gate,
    GateState,
    Influence,
    Opinion,
    Person,
    Sign,
    Step,
    Weighted,
    analyse,
)


def people_of(**chances: float | None) -> tuple[Person, ...]:
    return tuple(Person(who, opinion=Opinion(p=p)) for who, p in chances.items())


def chain_of(people: tuple[Person, ...], *gates: Gate, **extra: Any) -> Chain:
    return Chain(people, (Step("decide", gates),), **extra)


def signed(*who: str) -> tuple[Sign, ...]:
    return tuple(Sign(person=person) for person in who)


def notes_of(chain: Chain, **options: Any) -> str:
    return "\n".join(str(note) for note in analyse(chain, **options).notes)


def test_a_chain_in_series_multiplies() -> None:
    chain = chain_of(people_of(a=0.8, b=0.5), Gate("one", Sign(person="a")), Gate("two", Sign(person="b")))
    analysis = analyse(chain)
    assert analysis.chance.p == pytest.approx(0.4)
    assert [gate.p_given_before for gate in analysis.gates] == pytest.approx([0.8, 0.5])
    assert [person.birnbaum for person in analysis.people] == pytest.approx([0.5, 0.8])


def test_one_latent_answer_serves_all_gates_of_a_person() -> None:
    chain = chain_of(people_of(a=0.8), Gate("one", Sign(person="a")), Gate("two", Sign(person="a")))
    assert [gate.p_given_before for gate in analyse(chain).gates] == pytest.approx([0.8, 1.0])


def test_answers_about_different_topics_differ() -> None:
    gates = (Gate("one", Sign(person="a")), Gate("two", Sign(person="a", about="price")))
    people = (Person("a", opinion=Opinion(p=0.8), about=(("price", Opinion(p=0.5)),)),)
    analysis = analyse(chain_of(people, *gates))
    assert analysis.chance.p == pytest.approx(0.4)
    assert analysis.winning.listed[0].people == ("a", "a:price")


def test_a_gate_below_its_limit_is_skipped_and_said_so() -> None:
    gate = Gate("board", AllOf(of=signed("a"), amount_over=500))
    small = chain_of(people_of(a=0.3), gate, amount=500)
    assert analyse(small).chance.p == 1
    assert analyse(small).gates[0].state is GateState.SKIPPED
    assert "Gate board is skipped: it is needed only above 500" in notes_of(small)
    assert analyse(chain_of(people_of(a=0.3), gate, amount=501)).chance.p == pytest.approx(0.3)


def test_an_unknown_amount_counts_the_gate_and_says_so() -> None:
    chain = chain_of(people_of(a=0.3), Gate("board", AllOf(of=signed("a"), amount_over=500)))
    assert analyse(chain).chance.p == pytest.approx(0.3)
    assert "the amount is not known, so it is counted" in notes_of(chain)


def test_advice_is_heard_and_not_counted() -> None:
    people = (Person("a", opinion=Opinion(p=0.9)), Person("b", opinion=Opinion(p=0.5), openness=0.5))
    gates = (Gate("counsel", AllOf(of=signed("a"), advice=True)), Gate("board", Sign(person="b")))
    chain = chain_of(people, *gates, influence=(Influence("a", "b", 0.9),))
    analysis = analyse(chain)
    assert analysis.gates[0].state is GateState.ADVICE
    assert analysis.people[0].dummy
    assert analysis.people[0].actual > 0
    assert analysis.chance.p > 0.5


def test_a_deputy_signs_when_the_first_is_absent() -> None:
    people = (Person("a", opinion=Opinion(p=0.9), absent=0.25), Person("b", opinion=Opinion(p=0.4)))
    chain = chain_of(people, Gate("board", Sign(person="a", deputy="b")))
    assert analyse(chain).chance.p == pytest.approx(0.75 * 0.9 + 0.25 * 0.4)


@pytest.mark.parametrize(("silence", "expected"), [(True, 0.75 * 0.9 + 0.25), (False, 0.75 * 0.9), (None, 0.75 * 0.9)])
def test_silence_means_what_the_gate_says(silence: bool | None, expected: float) -> None:
    people = (Person("a", opinion=Opinion(p=0.9), absent=0.25),)
    chain = chain_of(people, Gate("board", Sign(person="a", silence=silence)))
    assert analyse(chain).chance.p == pytest.approx(expected)


def test_the_same_absence_is_felt_at_every_gate() -> None:
    people = (Person("a", opinion=Opinion(p=0.9), absent=0.25),)
    gates = (Gate("one", Sign(person="a", silence=True)), Gate("two", Sign(person="a", silence=True)))
    assert analyse(chain_of(people, *gates)).chance.p == pytest.approx(0.75 * 0.9 + 0.25)


def test_one_step_goes_to_the_next_rung_and_stays_at_the_last() -> None:
    people = (Person("a", opinion=Opinion(stance="support")), Person("b", opinion=Opinion(stance="coach")))
    found = analyse(chain_of(people, Gate("board", AllOf(of=signed("a", "b"))))).people
    assert (found[0].up, found[0].down) == pytest.approx((0.90 * 0.96, 0.50 * 0.96))
    assert (found[1].up, found[1].down) == pytest.approx((0.78 * 0.96, 0.78 * 0.90))


def test_the_label_interval_moves_every_stance_at_once() -> None:
    people = (Person("a", opinion=Opinion(stance="neutral")), Person("b", opinion=Opinion(stance="strong")))
    chance = analyse(chain_of(people, Gate("board", AnyOf(of=signed("a", "b"))))).chance
    assert chance.label_low == pytest.approx(1 - 0.85 * 0.22)
    assert chance.label_high == pytest.approx(1 - 0.22 * 0.04)


def test_the_range_of_one_person_is_the_range_of_the_belief() -> None:
    people = (Person("a", opinion=Opinion(p=0.78, weight=40)),)
    chance = analyse(chain_of(people, Gate("board", Sign(person="a")))).chance
    expected = beta.ppf([0.05, 0.95], 0.78 * 40, 0.22 * 40)
    assert (chance.low, chance.high) == pytest.approx(expected, abs=0.01)


def test_unknown_is_wider_than_neutral_though_the_mean_is_the_same() -> None:
    def width(stance: str) -> float:
        people = (Person("a", opinion=Opinion(stance=stance)),)
        chance = analyse(chain_of(people, Gate("board", Sign(person="a")))).chance
        return chance.high - chance.low

    assert width("unknown") == pytest.approx(0.9, abs=0.02)
    assert width("neutral") == pytest.approx(float(np.diff(beta.ppf([0.05, 0.95], 3, 3))[0]), abs=0.02)


def test_a_common_cause_is_the_bivariate_normal_for_two_signatures() -> None:
    chain = chain_of(people_of(a=0.7, b=0.6), Gate("board", AllOf(of=signed("a", "b"))))
    together = multivariate_normal(cov=[[1, 0.3], [0.3, 1]]).cdf(norm.ppf([0.7, 0.6]))
    chance = analyse(chain, rho=0.3).chance
    assert chance.p == pytest.approx(together, abs=1e-6)
    assert chance.independent == pytest.approx(0.42)
    assert "With a mood shared by everybody (ρ = 0.3)" in notes_of(chain, rho=0.3)


@pytest.mark.parametrize(("size", "rho"), [(5, 0.9), (30, 0.6), (100, 0.3), (100, 0.9)])
def test_a_common_cause_in_a_committee_is_the_integral_over_the_mood(size: int, rho: float) -> None:
    def majority_at(mood: float) -> float:
        each = norm.cdf((norm.ppf(0.45) + np.sqrt(rho) * mood) / np.sqrt(1 - rho))
        return float(binom.sf(size // 2, size, each) * norm.pdf(mood))

    expected = quad(majority_at, -8, 8, limit=500, epsabs=1e-10)[0]
    people = tuple(Person(f"p{i}", opinion=Opinion(p=0.45)) for i in range(size))
    gate = Gate("vote", AtLeast(need=size // 2 + 1, of=signed(*(person.id for person in people))))
    model = ChainModel(chain_of(people, gate), rho=rho)
    assert model.chance(model.means[:, None])[0] == pytest.approx(expected, abs=1e-6)


def test_gates_multiply_to_the_chance_under_a_common_cause_too() -> None:
    gates = (Gate("one", Sign(person="a")), Gate("two", Sign(person="b")), Gate("three", Sign(person="a")))
    analysis = analyse(chain_of(people_of(a=0.7, b=0.6), *gates), rho=0.4)
    product = 1.0
    for gate in analysis.gates:
        assert gate.p_given_before is not None
        product *= gate.p_given_before
    assert product == pytest.approx(analysis.chance.p, rel=1e-9)


def test_the_slope_under_a_common_cause_is_a_finite_difference() -> None:
    def chance(p: float) -> float:
        people = people_of(a=p, b=0.6, c=0.3)
        gate = Gate("board", AtLeast(need=2, of=signed("a", "b", "c")))
        return analyse(chain_of(people, gate), rho=0.3).chance.p

    people = people_of(a=0.7, b=0.6, c=0.3)
    gate = Gate("board", AtLeast(need=2, of=signed("a", "b", "c")))
    slope = analyse(chain_of(people, gate), rho=0.3).people[0].birnbaum
    assert slope == pytest.approx((chance(0.7 + 1e-5) - chance(0.7 - 1e-5)) / 2e-5, rel=1e-5)


def test_gates_that_cannot_be_reached_have_no_chance_of_their_own() -> None:
    chain = chain_of(people_of(a=0.0, b=0.5), Gate("one", Sign(person="a")), Gate("two", Sign(person="b")))
    assert [gate.p_given_before for gate in analyse(chain).gates] == [0.0, None]


def test_gates_come_in_the_order_of_after_whatever_the_order_written() -> None:
    gates = (Gate("last", Sign(person="a"), after=("first",)), Gate("first", Sign(person="b")))
    assert [gate.gate for gate in analyse(chain_of(people_of(a=0.5, b=0.5), *gates)).gates] == ["first", "last"]


def test_the_order_puts_who_opens_a_door_before_the_door() -> None:
    people = (
        Person("ceo", opinion=Opinion(stance="neutral"), openness=0.5),
        Person("friend", opinion=Opinion(stance="coach")),
        Person("cfo", opinion=Opinion(stance="unknown")),
        Person("clerk", opinion=Opinion(stance="support")),
    )
    steps = (
        Step("source", (Gate("shortlist", Sign(person="cfo")),)),
        Step("decide", (Gate("board", Sign(person="ceo")),)),
    )
    analysis = analyse(Chain(people, steps, influence=(Influence("friend", "ceo", 0.5),)))
    assert [place.id for place in analysis.order] == ["cfo", "friend", "ceo", "clerk"]
    reasons = {place.id: str(place.reason) for place in analysis.order}
    assert "moves ceo, who signs gate board" in reasons["friend"]
    assert "find out first" in reasons["cfo"]
    assert "offend nobody" in reasons["clerk"]


def test_a_circle_of_influence_still_gives_everybody_one_place() -> None:
    people = tuple(Person(who, openness=0.5) for who in "abc")
    edges = (Influence("a", "b", 0.5), Influence("b", "c", 0.5), Influence("c", "a", 0.5))
    chain = chain_of(people, Gate("board", AllOf(of=signed("a", "b", "c"))), influence=edges)
    assert sorted(place.id for place in analyse(chain).order) == ["a", "b", "c"]


def test_a_sampled_answer_says_so_and_gives_its_standard_error() -> None:
    chain = chain_of(people_of(a=0.7, b=0.6), Gate("one", AnyOf(of=signed("a", "b"))), Gate("two", Sign(person="a")))
    analysis = analyse(chain, method="sampling")
    assert analysis.chance.standard_error >= 0
    assert "were sampled" in "\n".join(str(note) for note in analysis.notes)


def test_a_veto_that_weighs_little_still_stops_everything() -> None:
    gate = Gate("vote", Weighted(weights=(("a", 7), ("b", 1)), quota=7, veto=signed("b")))
    found = analyse(chain_of(people_of(a=0.5, b=0.5), gate)).people
    assert [person.veto for person in found] == [True, True]


def test_a_chain_of_nobody_and_nothing_has_an_answer() -> None:
    analysis = analyse(Chain((), ()))
    assert (analysis.chance.p, analysis.people, analysis.winning.listed[0].people) == (1.0, (), ())


def test_the_calibrated_mark_is_what_the_record_says() -> None:
    chain = chain_of(people_of(a=0.5), Gate("one", Sign(person="a")))
    assert not analyse(chain).chance.calibrated
    assert analyse(chain, calibrated=True).chance.calibrated
