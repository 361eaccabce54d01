"""The approval log of a university: the mined chain against the base rate."""

from __future__ import annotations

import numpy as np

from highground.core.chain.calibration import brier_score, log_loss, spiegelhalter
from highground.core.chain.mining.backtest import Backtest
from highground.core.chain.mining.events import EventLog
from highground.core.chain.mining.rounds import Round, read_rounds
from highground.core.files.event_log import read_event_log
from tests.validation.data import APPROVALS
from tests.validation.reading import Floats
from tests.validation.scores import brier_gains, by_day, log_gains
from tests.validation.tables import Row, bins_table, gain_row

EARLIER_SHARE = 0.7
"""As the backtest takes it unless told otherwise."""


def approval_tables(log: EventLog, result: Backtest) -> dict[str, list[Row]]:
    """Every table on approvals by name, from the log and its backtest."""
    return {
        "approval cases": [["cases", f"{result.n_train:,}", f"{result.n_test:,}", f"{result.left_out}"]],
        "approvals": _scores(result),
        "approval gains": _gains(result, later_rounds(log)),
        "bins approvals": bins_table(result.predictions, result.outcomes),
        "never approved": _never_approved(log),
    }


def read_approvals() -> EventLog:
    with APPROVALS.open("rb") as stream:
        return read_event_log(stream)


def later_rounds(log: EventLog) -> list[Round]:
    """The closed first rounds that are foretold, in the order of the predictions."""
    firsts = [rounds[0] for rounds in read_rounds(log).rounds]
    return [one for one in firsts[int(len(firsts) * EARLIER_SHARE) :] if one.outcome is not None]


def _base(result: Backtest) -> Floats:
    return np.full(result.n_test, result.base_rate)


def _scores(result: Backtest) -> list[Row]:
    rows = []
    for name, p in (("chain", result.predictions), ("base", _base(result))):
        scores = brier_score(p, result.outcomes), log_loss(p, result.outcomes)
        rows.append([name, *(f"{score:.4f}" for score in scores), f"{spiegelhalter(p, result.outcomes).z:.2f}"])
    return rows


def _gains(result: Backtest, rounds: list[Round]) -> list[Row]:
    """The gain as the command prints it, and with whole days resampled."""
    days = [one.start.date() for one in rounds]
    pair = result.predictions, _base(result), result.outcomes
    return [
        gain_row("Brier, case by case", result.gain),
        gain_row("Brier, whole days", by_day(brier_gains(*pair), days)),
        gain_row("log loss, whole days", by_day(log_gains(*pair), days)),
    ]


def _never_approved(log: EventLog) -> list[Row]:
    never = [case for case in log.cases if not any("FINAL_APPROVED" in event.activity for event in case)]
    zero = sum(all(event.amount == 0 for event in case) for case in never)
    return [["never approved", f"{len(never)}", f"{zero}"]]
