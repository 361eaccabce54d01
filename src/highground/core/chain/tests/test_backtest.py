"""Foretelling later cases from earlier ones: real figures, and that nothing of the future leaks."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from highground.core.chain.mining.backtest import Backtest, backtest
from highground.core.chain.mining.events import Event, EventLog
from highground.core.faults import InputError
from highground.core.files.event_log import read_event_log

APPROVALS = Path(__file__).resolve().parents[5].parent / "shared" / "data" / "approvals"
START = datetime(2024, 1, 1, tzinfo=UTC)


def real_log(name: str) -> EventLog:
    path = APPROVALS / name
    if not path.exists():
        pytest.skip(f"shared data is not here: approvals/{name}")
    with path.open("rb") as stream:
        return read_event_log(stream)


@pytest.fixture(scope="module")
def domestic() -> Backtest:
    return backtest(real_log("DomesticDeclarations.xes.gz"))


def case(day: int, amount: float | None, approved: bool, hours: float = 1) -> tuple[Event, ...]:
    at = START + timedelta(days=day)
    verdict = "Request approved" if approved else "Request rejected"
    return (
        Event(str(day), "Submitted", at, "sales", amount=amount),
        Event(str(day), verdict, at + timedelta(hours=hours), "board", amount=amount),
    )


def large_are_refused(count: int = 200) -> list[tuple[Event, ...]]:
    return [case(day, 100.0 if day % 2 else 9000.0, approved=day % 2 == 1 or day % 10 == 0) for day in range(count)]


def test_the_base_rate_scores_on_the_university_log_as_counted_independently(domestic: Backtest) -> None:
    assert (domestic.n_test, domestic.left_out) == (3070, 38)
    assert domestic.base_brier == pytest.approx(0.1112, abs=1e-4)
    assert domestic.base_log_loss == pytest.approx(0.382, abs=5e-4)


def test_the_mined_chain_foretells_the_university_log_better_than_the_base_rate(domestic: Backtest) -> None:
    assert domestic.brier < domestic.base_brier
    assert domestic.log_loss < domestic.base_log_loss - 0.003


def test_bins_and_scores_speak_of_the_same_predictions(domestic: Backtest) -> None:
    assert sum(one.count for one in domestic.reliability) == domestic.n_test == len(domestic.predictions)
    assert domestic.brier == pytest.approx(float(np.mean((domestic.predictions - domestic.outcomes) ** 2)))


def test_amounts_that_decide_are_learned() -> None:
    result = backtest(EventLog(tuple(large_are_refused())))
    assert result.settings.bands > 1
    assert result.brier < result.base_brier / 2
    assert result.predictions[result.outcomes].mean() > result.predictions[~result.outcomes].mean() + 0.4


def test_what_happens_after_the_first_later_submission_changes_no_prediction() -> None:
    cases = large_are_refused()
    flipped = [
        (events[0], *case(day, events[0].amount, approved=False)[1:]) if day >= 140 else events
        for day, events in enumerate(cases)
    ]
    before, after = backtest(EventLog(tuple(cases))), backtest(EventLog(tuple(flipped)))
    assert np.array_equal(before.predictions, after.predictions)
    assert not after.outcomes.any()


def test_an_earlier_case_decided_late_is_not_known_yet() -> None:
    cases = large_are_refused()
    late = [case(day, 100.0, approved=True, hours=24 * 100) if day < 5 else one for day, one in enumerate(cases)]
    assert backtest(EventLog(tuple(cases))).n_train == 140
    assert backtest(EventLog(tuple(late))).n_train == 140
    very_late = [case(day, 100.0, approved=True, hours=24 * 150) if day < 5 else one for day, one in enumerate(cases)]
    assert backtest(EventLog(tuple(very_late))).n_train == 135


def test_an_amount_of_zero_gives_no_outcome_away() -> None:
    # Logs write 0 for cases closed without payment: those refused must get the chance of any case.
    cases = [case(day, 50.0 + day % 7 if day % 4 else 0.0, approved=day % 4 != 0) for day in range(200)]
    result = backtest(EventLog(tuple(cases)))
    assert result.predictions.max() - result.predictions.min() < 0.1
    assert any("no amount above 0" in str(note) for note in result.notes)


def test_open_later_cases_are_left_out_and_counted() -> None:
    cases = large_are_refused()
    opened = [events[:1] if day in (150, 160, 170) else events for day, events in enumerate(cases)]
    result = backtest(EventLog(tuple(opened)))
    assert (result.n_test, result.left_out) == (57, 3)


def test_a_log_without_decisions_is_refused_with_what_to_do() -> None:
    plain = tuple((Event(str(n), "order", START), Event(str(n), "pay", START + timedelta(hours=1))) for n in range(20))
    with pytest.raises(InputError, match="--decision"):
        backtest(EventLog(plain))


def test_too_few_cases_are_refused() -> None:
    with pytest.raises(InputError, match="Too few cases"):
        backtest(EventLog((case(0, None, approved=True), case(1, None, approved=False))), train_share=0.2)


@pytest.mark.parametrize("share", [0.0, 1.0, -1.0, 2.0])
def test_a_share_that_leaves_no_part_is_refused(share: float) -> None:
    with pytest.raises(ValueError, match="train_share"):
        backtest(EventLog(tuple(large_are_refused(20))), train_share=share)
