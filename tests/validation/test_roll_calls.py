"""The Senate's roll calls: the data as published, the engine against a plain convolution, the page against the code."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from highground.core.chain import AtLeast, Chain, ChainModel, analyse
from highground.core.chain.calibration import brier_score, log_loss, spiegelhalter
from highground.core.chain.mining.backtest import Backtest, backtest
from highground.core.files.event_log import read_event_log
from tests.validation import roll_calls
from tests.validation.roll_calls import BaseSettings, Row, Senate, Settings

DATA = roll_calls.FOLDER.parent
DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGES = tuple(DOCS / language / "explanation" / "validation.md" for language in ("en", "zh"))
SETTINGS = Settings("question and subject", 8.0, 8.0, None, 180.0)

pytestmark = pytest.mark.skipif(not roll_calls.FOLDER.exists(), reason="shared data is not here: roll_calls")


def test_the_data_are_those_that_were_published() -> None:
    senate = roll_calls.read_senate()
    rows = roll_calls.read_rows("S115_votes.csv")
    assert (len(senate.roll_calls), len(rows)) == (599, 60108)
    assert [one.number for one in senate.roll_calls] == list(range(1, 600))
    assert sum(int(float(row["icpsr"])) == roll_calls.PRESIDENT for row in rows) == 217
    assert int((senate.votes > roll_calls.NOT_A_MEMBER).sum()) == 60108 - 217
    assert set((senate.votes > roll_calls.NOT_A_MEMBER).sum(axis=1).tolist()) == {99, 100}


def test_the_published_fit_is_reached_so_the_votes_are_read_right() -> None:
    count, right, geometric = roll_calls.in_sample_fit()
    assert count == 51320
    assert right == pytest.approx(0.9529, abs=5e-5)
    assert geometric == pytest.approx(0.893, abs=5e-4)


def test_results_agree_with_the_counts_but_for_ties_and_larger_majorities() -> None:
    rows = roll_calls.read_rows("S115_rollcalls.csv")
    for one, row in zip(roll_calls.read_senate().roll_calls, rows, strict=True):
        yeas, nays = int(row["yea_count"]), int(row["nay_count"])
        if yeas < nays:
            assert not one.passed, one
        elif yeas >= 60 and one.needs != "two thirds":
            assert one.passed, one


def test_nothing_of_a_roll_call_or_of_a_later_one_enters_its_prediction() -> None:
    senate = roll_calls.read_senate()
    at = 450
    assert foretold(with_another_end(senate, at), at) == foretold(senate, at)
    assert foretold(with_another_end(senate, at - 1), at) != foretold(senate, at)


def with_another_end(senate: Senate, at: int) -> Senate:
    """The same Senate, but from this roll call on every result and every vote is another."""
    votes = senate.votes.copy()
    votes[at:] = np.where(votes[at:] == roll_calls.YEA, roll_calls.NAY, roll_calls.YEA)
    votes[at:][senate.votes[at:] == roll_calls.NOT_A_MEMBER] = roll_calls.NOT_A_MEMBER
    ends = tuple(replace(one, passed=not one.passed) for one in senate.roll_calls[at:])
    return replace(senate, votes=votes, roll_calls=senate.roll_calls[:at] + ends)


def foretold(senate: Senate, at: int) -> tuple[Chain, list[float]]:
    """The chain at a roll call, with all its chances, and the base rate."""
    record = roll_calls.Record(senate)
    chances = record.chances(at, Settings("question and subject", 8.0, 8.0, 0.5, 180.0))
    base = roll_calls.base_rates(record, [at], BaseSettings("question and subject", 2.0, 1.0, 180.0))
    return roll_calls.chain_of(senate, at, chances, record.absence(at)), base.tolist()


@pytest.mark.parametrize("at", [1, 60, 101, 167, 250, 420, 448, 500, 546, 598])
def test_a_gate_of_a_hundred_people_is_the_poisson_binomial(at: int) -> None:
    senate = roll_calls.read_senate()
    record = roll_calls.Record(senate)
    chain = roll_calls.chain_of(senate, at, record.chances(at, SETTINGS), record.absence(at))
    says_yes = np.array([(1 - person.absent) * (person.opinion.p or 0.0) for person in chain.people])
    rule = chain.steps[0].gates[0].rule
    need = rule.need if isinstance(rule, AtLeast) else 0
    assert len(chain.people) >= 98
    assert ChainModel(chain).independent() == pytest.approx(convolved(says_yes)[need:].sum(), rel=1e-9, abs=1e-12)


def test_the_report_on_a_deal_gives_the_same_chance_as_the_engine() -> None:
    senate = roll_calls.read_senate()
    record, at = roll_calls.Record(senate), 420
    chain = roll_calls.chain_of(senate, at, record.chances(at, SETTINGS), record.absence(at))
    report = analyse(chain, rho=0.3, coalitions=1)
    assert report.chance.p == pytest.approx(ChainModel(chain).chance_with_mood(0.3), rel=1e-9)
    assert report.chance.independent == pytest.approx(ChainModel(chain).independent(), rel=1e-9)


def convolved(p: NDArray[np.float64]) -> NDArray[np.float64]:
    """The distribution of the number of yeas, one person after another."""
    counts = np.ones(1)
    for chance in p:
        counts = np.convolve(counts, [1 - chance, chance])
    return counts


def test_the_page_shows_the_roll_call_figures_the_code_gives() -> None:
    validation = roll_calls.validate()
    assert validation.by_kind.settings.kind == validation.by_matter.settings.kind == "question and subject"
    tables = roll_calls.tables(validation)
    for page in PAGES:
        for name, rows in tables.items():
            assert figures_on(page, name) == figures(rows), (page.parts[-3], name)


def test_the_page_shows_the_approval_figures_the_backtest_gives() -> None:
    path = DATA / "approvals" / "DomesticDeclarations.xes.gz"
    if not path.exists():
        pytest.skip(f"shared data is not here: approvals/{path.name}")
    with path.open("rb") as stream:
        log = read_event_log(stream)
    never = [case for case in log.cases if not any("FINAL_APPROVED" in event.activity for event in case)]
    zero = sum(all(event.amount == 0 for event in case) for case in never)
    result = backtest(log)
    tables = {
        "approval cases": [["cases", f"{result.n_train:,}", f"{result.n_test:,}", f"{result.left_out}"]],
        "approvals": approval_scores(result),
        "bins approvals": roll_calls.bins_table(result.predictions, result.outcomes),
        "never approved": [["never approved", f"{len(never)}", f"{zero}"]],
    }
    for page in PAGES:
        for name, rows in tables.items():
            assert figures_on(page, name) == figures(rows), (page.parts[-3], name)


def approval_scores(result: Backtest) -> list[Row]:
    base = np.full(result.n_test, result.base_rate)
    rows = []
    for name, p in (("chain", result.predictions), ("base", base)):
        scores = brier_score(p, result.outcomes), log_loss(p, result.outcomes)
        rows.append([name, *(f"{score:.4f}" for score in scores), f"{spiegelhalter(p, result.outcomes).z:.2f}"])
    return rows


def figures(rows: list[Row]) -> list[Row]:
    """A table without its first cells, which are labels in the language of the page."""
    return [row[1:] for row in rows]


def figures_on(page: Path, name: str) -> list[Row]:
    """The same from the table that follows the comment `<!-- figures: name -->`."""
    _, found, after = page.read_text(encoding="utf-8").partition(f"<!-- figures: {name} -->\n")
    assert found, f"{page.name} has no table of {name}"
    table = after.lstrip("\n").split("\n\n", 1)[0]
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in table.splitlines()]
    return figures(rows[2:])
