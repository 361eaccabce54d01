"""Every way of evaluating a rule against trying every combination, and against each other."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from highground.core.chain.engine.algebra import PRIME, Cost, Probability, Residues
from highground.core.chain.engine.diagram import Diagram, DiagramTooLargeError
from highground.core.chain.engine.evaluator import Evaluator
from highground.core.chain.engine.nodes import (
    FALSE,
    TRUE,
    Leaf,
    Node,
    Threshold,
    all_of,
    any_of,
    dual,
    holds,
    threshold,
    without_certain,
)
from highground.core.chain.engine.program import Program
from highground.core.chain.engine.sampling import Sampler
from highground.core.chain.tests.random_rules import combinations, conjunctions, truth

CHANCES = st.lists(st.integers(1, 99), min_size=7, max_size=7).map(lambda drawn: np.array(drawn) / 100)


@settings(deadline=None)
@given(conjunctions(choices=True), CHANCES)
def test_conditioning_and_diagram_give_the_enumerated_chance_and_its_derivatives(
    rule: tuple[int, list[Node]], drawn: np.ndarray
) -> None:
    size, gates = rule
    p = drawn[:size]
    bits, passes = combinations(size), truth(gates, size)
    weights = np.prod(np.where(bits, p[:, None], 1 - p[:, None]), axis=0)
    slopes = [
        weights[passes & bits[i]].sum() / p[i] - weights[passes & ~bits[i]].sum() / (1 - p[i]) for i in range(size)
    ]
    for engine in (Program(gates, size), Diagram(gates, size, limit=100_000)):
        value, grad = engine.gradient(Probability(), p[:, None])
        assert value[0] == pytest.approx(weights[passes].sum(), rel=1e-9, abs=1e-13)
        assert grad[:, 0] == pytest.approx(slopes, rel=1e-9, abs=1e-13)


@settings(deadline=None)
@given(conjunctions(choices=True), CHANCES)
def test_the_chance_to_pass_the_first_gates_is_that_of_a_chain_of_those_gates(
    rule: tuple[int, list[Node]], drawn: np.ndarray
) -> None:
    size, gates = rule
    x = drawn[:size, None]
    bits = combinations(size)
    weights = np.prod(np.where(bits, x, 1 - x), axis=0)
    expected = [weights[truth(gates[:k], size)].sum() for k in range(len(gates) + 1)]
    for engine in (Program(gates, size), Diagram(gates, size, limit=100_000)):
        assert engine.prefixes(Probability(), x) == pytest.approx(expected, rel=1e-9, abs=1e-13)


@settings(deadline=None)
@given(conjunctions(), CHANCES)
def test_the_cheapest_set_is_the_cheapest_of_all_combinations(rule: tuple[int, list[Node]], drawn: np.ndarray) -> None:
    size, gates = rule
    passes = truth(gates, size)
    if not passes.any():
        return
    costs = drawn[:size]
    least = (combinations(size) * costs[:, None]).sum(axis=0)[passes].min()
    for engine in (Program(gates, size), Diagram(gates, size, limit=100_000)):
        value, grad = engine.gradient(Cost(), costs[:, None])
        chosen = grad[:, 0].astype(bool)
        assert value[0] == pytest.approx(least)
        assert (chosen * costs).sum() == pytest.approx(least)
        assert holds(all_of(gates), chosen.__getitem__)


@settings(deadline=None)
@given(conjunctions())
def test_a_derivative_is_zero_among_residues_exactly_for_those_who_never_turn_the_outcome(
    rule: tuple[int, list[Node]],
) -> None:
    size, gates = rule
    bits, passes = combinations(size), truth(gates, size)
    turns = [bool((passes[bits[i]] != passes[~bits[i]]).any()) for i in range(size)]
    points = np.random.default_rng(3).integers(1, PRIME, (size, 2))
    for engine in (Program(gates, size), Diagram(gates, size, limit=100_000)):
        grad = engine.gradient(Residues(), points)[1] % PRIME
        assert (grad != 0).any(axis=1).tolist() == turns


@settings(deadline=None, max_examples=40)
@given(conjunctions(choices=True), CHANCES)
def test_the_sampled_chance_lies_within_five_standard_errors(rule: tuple[int, list[Node]], drawn: np.ndarray) -> None:
    size, gates = rule
    x = drawn[:size, None]
    exact, slopes = Program(gates, size).gradient(Probability(), x)
    sampler = Sampler(gates, size)
    value, grad = sampler.gradient(Probability(), x)
    assert abs(value[0] - exact[0]) <= 5 * sampler.standard_error(x) + 0.005
    assert np.abs(grad - slopes).max() < 0.2
    assert sampler.prefixes(Probability(), x)[-1] == pytest.approx(sampler.value(Probability(), x)[0])


@given(conjunctions())
def test_the_dual_holds_for_the_refusers_exactly_when_the_rule_fails(rule: tuple[int, list[Node]]) -> None:
    size, gates = rule
    bits = combinations(size)
    whole = all_of(gates)
    fails = np.broadcast_to(~holds(whole, lambda variable: bits[variable]), bits.shape[1:])
    blocks = np.broadcast_to(holds(dual(whole), lambda variable: ~bits[variable]), bits.shape[1:])
    assert (fails == blocks).all()


@settings(deadline=None)
@given(conjunctions(choices=True))
def test_taking_the_certain_as_given_leaves_what_the_first_gates_mean(rule: tuple[int, list[Node]]) -> None:
    size, gates = rule
    simpler = without_certain(gates)
    for k in range(len(gates) + 1):
        assert (truth(gates[:k], size) == truth(simpler[:k], size)).all()


def test_two_votes_of_one_committee_of_a_hundred_are_exact_by_diagram() -> None:
    everybody = [(1, Leaf(i)) for i in range(100)]
    evaluator = Evaluator([threshold(51, everybody), threshold(60, everybody)], 100)
    assert evaluator.method == "diagram"
    binomial = np.array([1.0])
    for _ in range(100):
        binomial = np.convolve(binomial, [0.4, 0.6])
    value = evaluator.value(Probability(), np.full((100, 1), 0.6))[0]
    assert value == pytest.approx(binomial[60:].sum(), rel=1e-12)


def test_a_committee_of_51_of_100_is_exact_in_closed_form() -> None:
    p = np.linspace(0.05, 0.95, 100)
    counts = np.array([1.0])
    for chance in p:
        counts = np.convolve(counts, [1 - chance, chance])
    evaluator = Evaluator([threshold(51, [(1, Leaf(i)) for i in range(100)])], 100)
    assert evaluator.method == "conditioning"
    assert evaluator.value(Probability(), p[:, None])[0] == pytest.approx(counts[51:].sum(), rel=1e-12)


def test_what_no_exact_way_can_hold_is_sampled_with_its_standard_error() -> None:
    rng = np.random.default_rng(1)
    gates = [
        threshold(26, [(1 + int(rng.integers(3)), Leaf(int(v))) for v in rng.permutation(60)[:20]]) for _ in range(60)
    ]
    evaluator = Evaluator(gates, 60)
    assert evaluator.method == "sampling"
    assert 0 < evaluator.standard_error(np.full((60, 1), 0.95)) < 0.05


def test_weights_too_large_to_count_are_still_exact() -> None:
    weights = [10**9 + 7, 10**9 + 9, 3 * 10**9 + 1, 10**8 + 1]
    gate = threshold(4 * 10**9, [(weight, Leaf(i)) for i, weight in enumerate(weights)])
    bits = combinations(4)
    passes = (bits * np.array(weights)[:, None]).sum(axis=0) >= 4 * 10**9
    p = np.array([0.3, 0.5, 0.7, 0.9])
    expected = np.prod(np.where(bits, p[:, None], 1 - p[:, None]), axis=0)[passes].sum()
    assert Evaluator([gate], 4).value(Probability(), p[:, None])[0] == pytest.approx(expected, rel=1e-12)


def test_a_diagram_that_outgrows_its_limit_says_so() -> None:
    gate = threshold(25, [(1, Leaf(i)) for i in range(50)])
    with pytest.raises(DiagramTooLargeError):
        Diagram([gate], 50, limit=20)


def test_rules_are_simplified_as_they_are_built() -> None:
    assert any_of([Leaf(0), TRUE]) == TRUE
    assert all_of([Leaf(0), FALSE]) == FALSE
    assert threshold(3, [(1, Leaf(0)), (1, Leaf(1))]) == FALSE
    assert threshold(2, [(1, Leaf(0)), (1, Leaf(0))]) == Leaf(0)
    both = threshold(0.75, [(0.5, Leaf(0)), (0.25, Leaf(1))])
    assert isinstance(both, Threshold)
    assert both.is_all
