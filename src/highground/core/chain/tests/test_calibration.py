"""Scores, reliability and the learning table, against published and hand-made figures."""

from math import inf, log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from highground.core.chain.calibration import (
    beta_interval,
    brier_gain,
    brier_score,
    calibration_verdict,
    log_loss,
    reestimate,
    reliability_bins,
    spiegelhalter,
)
from highground.core.chain.stance import StanceTable

DECISIONS = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=40)


def test_the_brier_score_is_that_of_the_usual_textbook_cases() -> None:
    # Rain told with 100 %, 70 %, 30 % and it rains: 0, .09, .49; always saying one half: .25.
    assert brier_score([1.0], [True]) == 0
    assert brier_score([0.7], [True]) == pytest.approx(0.09)
    assert brier_score([0.3], [True]) == pytest.approx(0.49)
    assert brier_score([0.5, 0.5], [True, False]) == 0.25


def test_brier_and_log_loss_agree_with_the_example_of_scikit_learn() -> None:
    # sklearn.metrics: brier_score_loss([0,1,1,0], [.1,.9,.8,.3]) = .037…; log_loss(spam/ham example) = .21616…
    assert brier_score([0.1, 0.9, 0.8, 0.3], [False, True, True, False]) == pytest.approx(0.0375)
    assert log_loss([0.9, 0.1, 0.2, 0.65], [True, False, False, True]) == pytest.approx(0.21616, abs=1e-5)


def test_being_certain_and_wrong_is_an_infinite_loss() -> None:
    assert log_loss([0.0, 0.5], [True, True]) == inf
    assert log_loss([1.0, 0.5], [True, True]) == pytest.approx(log(2) / 2)


@pytest.mark.parametrize(
    ("p", "outcome"),
    [([], []), ([0.5], []), ([1.5], [True]), ([-0.1], [True]), ([float("nan")], [True]), ([0.5], [2])],
)
def test_what_is_no_chance_or_no_outcome_is_refused(p: list[float], outcome: list[bool]) -> None:
    for score in (brier_score, log_loss, spiegelhalter, reliability_bins):
        with pytest.raises(ValueError, match=r"chances|decisions|outcome"):
            score(p, outcome)


def test_no_bins_are_refused() -> None:
    with pytest.raises(ValueError, match="one bin"):
        reliability_bins([0.5], [True], bins=0)


@given(DECISIONS)
def test_bins_hold_every_decision_once_and_their_bounds_hold_the_share(decisions: list[tuple[float, bool]]) -> None:
    p, outcome = [p for p, _ in decisions], [yes for _, yes in decisions]
    bins = reliability_bins(p, outcome)
    assert sum(one.count for one in bins) == len(p)
    assert sum(one.count * one.observed for one in bins) == pytest.approx(sum(outcome))
    for one in bins:
        assert one.p_from - 1e-9 <= one.p_mean <= one.p_to + 1e-9
        assert 0 <= one.low < one.high <= 1


def test_the_interval_is_that_of_the_jeffreys_prior() -> None:
    # R: qbeta(c(.05, .95), .5, .5) = .006155830 .993844170 (arcsine law: sin²(π/2 · .05)).
    assert beta_interval(0, 0) == pytest.approx((np.sin(np.pi / 40) ** 2, 1 - np.sin(np.pi / 40) ** 2))


def test_spiegelhalters_z_is_what_the_formula_gives_by_hand() -> None:
    # p = .8 three times, two yes: Σ(x−p)(1−2p) = (.2+.2−.8)(−.6) = .24; variance 3 · .36 · .16 = .1728.
    test = spiegelhalter([0.8, 0.8, 0.8], [True, True, False])
    assert test.z == pytest.approx(0.24 / 0.1728**0.5)
    assert test.p_value == pytest.approx(0.5637, abs=1e-4)


def test_certainties_fit_only_when_all_came_true() -> None:
    assert spiegelhalter([1.0, 0.0], [True, False]).z == 0
    assert spiegelhalter([1.0, 0.0], [True, True]).p_value == 0


def test_spiegelhalters_test_rejects_true_chances_about_one_time_in_twenty() -> None:
    random = np.random.default_rng(7)
    rejected = 0
    for _ in range(1000):
        p = random.uniform(size=100)
        rejected += spiegelhalter(p, random.uniform(size=100) < p).p_value < 0.05
    assert 25 <= rejected <= 80


def test_good_chances_are_called_calibrated_only_with_enough_decisions() -> None:
    p, outcome = [0.8] * 10, [True] * 8 + [False] * 2
    assert calibration_verdict(p, outcome).calibrated
    few = calibration_verdict(p[:9], outcome[:9])
    assert (few.decisions, few.needed, few.calibrated) == (9, 10, False)
    assert not calibration_verdict([], []).calibrated


def test_chances_far_from_the_outcomes_are_not_calibrated() -> None:
    assert not calibration_verdict([0.9] * 20, [False] * 20).calibrated


def test_a_label_learns_from_its_answers_with_the_default_as_prior() -> None:
    # against: .15 on 9 pseudo-answers = 1.35 yes; 3 yes of 11 more: 4.35 of 20.
    table = reestimate(StanceTable(), [("against", True)] * 3 + [("against", False)] * 8)
    assert table.beliefs["against"].mean == pytest.approx(0.2175)
    assert table.beliefs["against"].weight == 20
    assert table.beliefs["coach"] == StanceTable().beliefs["coach"]


@given(st.lists(st.tuples(st.sampled_from(["coach", "support"]), st.booleans())))
def test_learning_in_two_goes_is_learning_at_once(answers: list[tuple[str, bool]]) -> None:
    half = len(answers) // 2
    twice = reestimate(reestimate(StanceTable(), answers[:half]), answers[half:])
    once = reestimate(StanceTable(), answers)
    for label, belief in once.beliefs.items():
        assert twice.beliefs[label].mean == pytest.approx(belief.mean)
        assert twice.beliefs[label].weight == belief.weight


def test_an_answer_for_an_unknown_label_is_refused() -> None:
    with pytest.raises(ValueError, match="friendly"):
        reestimate(StanceTable(), [("friendly", True)])


def test_a_gain_is_the_mean_paired_difference_with_the_interval_of_a_mean() -> None:
    gain = brier_gain([0.9, 0.6, 0.2], [0.5, 0.5, 0.5], [True, False, False])
    differences = [0.25 - 0.01, 0.25 - 0.36, 0.25 - 0.04]
    mean = sum(differences) / 3
    error = (sum((one - mean) ** 2 for one in differences) / 2) ** 0.5 / 3**0.5
    assert gain.mean == pytest.approx(mean)
    assert (gain.low, gain.high) == pytest.approx((mean - 1.6448536 * error, mean + 1.6448536 * error))
