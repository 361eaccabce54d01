"""Voting power against published tables, fractions and the definition."""

import csv
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings

from highground.core.chain.engine.evaluator import Evaluator
from highground.core.chain.engine.nodes import Leaf, Node, threshold
from highground.core.chain.power import dummies, exact_power_indices, power_indices, vetoes, voting_power
from highground.core.chain.tests.random_rules import conjunctions, minimal_sets

SHARED_DATA = Path(__file__).resolve().parents[6] / "shared" / "data"
COUNCIL = SHARED_DATA / "voting" / "eu_council_weights_coresize.csv"


def exact(quota: int, weights: list[int]) -> tuple[tuple[Fraction, ...], tuple[Fraction, ...]]:
    game = threshold(quota, [(weight, Leaf(i)) for i, weight in enumerate(weights)])
    indices = exact_power_indices([game], len(weights))
    return indices.shapley, indices.banzhaf


def test_the_security_council_as_published() -> None:
    shapley, banzhaf = exact(39, [7] * 5 + [1] * 10)
    assert shapley[:5] == (Fraction(421, 2145),) * 5
    assert shapley[5:] == (Fraction(4, 2145),) * 10
    assert banzhaf[:5] == (Fraction(106, 635),) * 5
    floats = voting_power(39, [7] * 5 + [1] * 10)
    assert floats.shapley == pytest.approx([float(value) for value in shapley], rel=1e-12)
    assert floats.banzhaf == pytest.approx([float(value) for value in banzhaf], rel=1e-12)


def test_the_council_of_the_six_of_1958_as_published() -> None:
    indices = voting_power(12, [4, 4, 4, 2, 2, 1])
    assert [f"{value:.5f}" for value in indices.shapley] == ["0.23333"] * 3 + ["0.15000"] * 2 + ["0.00000"]
    assert [f"{value:.5f}" for value in indices.banzhaf] == ["0.23810"] * 3 + ["0.14286"] * 2 + ["0.00000"]
    assert exact(12, [4, 4, 4, 2, 2, 1])[0][5] == 0


@pytest.mark.skipif(not COUNCIL.exists(), reason="needs ../shared/data/voting, which is not on this machine")
def test_the_council_of_fifteen_as_published() -> None:
    with COUNCIL.open(encoding="utf-8") as table:
        weights = [int(row["v15"]) for row in csv.DictReader(table) if row["v15"]]
    assert (len(weights), sum(weights)) == (15, 87)
    indices = voting_power(62, weights)
    largest = [i for i, weight in enumerate(weights) if weight == 10]
    assert {f"{indices.shapley[i]:.5f}" for i in largest} == {"0.11667"}
    assert {f"{indices.banzhaf[i]:.5f}" for i in largest} == {"0.11162"}
    assert sum(indices.shapley) == pytest.approx(1, rel=1e-12)


def test_two_hundred_weights_sum_to_one() -> None:
    weights = np.random.default_rng(7).integers(1, 50, 200).tolist()
    indices = voting_power(sum(weights) // 2 + 1, weights)
    assert sum(indices.shapley) == pytest.approx(1, rel=1e-12)
    assert min(indices.shapley) > 0


@settings(deadline=None)
@given(conjunctions())
def test_indices_dummies_and_vetoes_are_those_of_the_truth_table(rule: tuple[int, list[Node]]) -> None:
    size, gates = rule
    evaluator = Evaluator(gates, size)
    found, fractions = power_indices(evaluator), exact_power_indices(gates, size)
    assert found.shapley == pytest.approx([float(value) for value in fractions.shapley], abs=1e-13)
    assert found.banzhaf == pytest.approx([float(value) for value in fractions.banzhaf], abs=1e-13)
    assert dummies(evaluator).tolist() == [value == 0 for value in fractions.banzhaf_raw]
    winning = minimal_sets(gates, size, blocking=False)
    assert vetoes(gates, size).tolist() == [all(i in coalition for coalition in winning) for i in range(size)]


def test_too_many_people_for_fractions_is_an_error() -> None:
    with pytest.raises(ValueError, match="20"):
        exact_power_indices([Leaf(0)], 21)
