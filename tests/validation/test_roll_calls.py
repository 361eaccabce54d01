"""The Senate's roll calls: the data as published, the engine against a plain convolution, the page against the code."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from highground.core.chain import AtLeast, Chain, ChainModel, analyse
from highground.core.chain.mining.backtest import backtest
from tests.validation.approvals import approval_tables, later_rounds, read_approvals
from tests.validation.chains import chain_of
from tests.validation.data import missing
from tests.validation.learning import BaseSettings, Record, Settings
from tests.validation.reading import NAY, NOT_A_MEMBER, PRESIDENT, YEA, Senate, read_rows, read_senate
from tests.validation.scores import in_sample_fit
from tests.validation.tables import Row, roll_call_tables
from tests.validation.trial import run_trial

if absent := missing():
    pytest.skip(absent, allow_module_level=True)

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGES = tuple(DOCS / language / "explanation" / "validation.md" for language in ("en", "zh"))
SETTINGS = Settings("question and subject", 8.0, 8.0, None, 180.0)


def test_the_data_are_those_that_were_published() -> None:
    senate = read_senate()
    rows = read_rows("S115_votes.csv")
    assert (len(senate.roll_calls), len(rows)) == (599, 60108)
    assert [one.number for one in senate.roll_calls] == list(range(1, 600))
    assert sum(int(float(row["icpsr"])) == PRESIDENT for row in rows) == 217
    assert int((senate.votes > NOT_A_MEMBER).sum()) == 60108 - 217
    assert set((senate.votes > NOT_A_MEMBER).sum(axis=1).tolist()) == {99, 100}


def test_the_published_fit_is_reached_so_the_votes_are_read_right() -> None:
    count, right, geometric = in_sample_fit()
    assert count == 51320
    assert right == pytest.approx(0.9529, abs=5e-5)
    assert geometric == pytest.approx(0.893, abs=5e-4)


def test_results_agree_with_the_counts_but_for_ties_and_larger_majorities() -> None:
    rows = read_rows("S115_rollcalls.csv")
    for one, row in zip(read_senate().roll_calls, rows, strict=True):
        yeas, nays = int(row["yea_count"]), int(row["nay_count"])
        if yeas < nays:
            assert not one.passed, one
        elif yeas >= 60 and one.needs != "two thirds":
            assert one.passed, one


def test_nothing_of_a_roll_call_or_of_a_later_one_enters_its_prediction() -> None:
    senate = read_senate()
    at = 450
    assert foretold(with_another_end(senate, at), at) == foretold(senate, at)
    assert foretold(with_another_end(senate, at - 1), at) != foretold(senate, at)


def with_another_end(senate: Senate, at: int) -> Senate:
    """The same Senate, but from this roll call on every result and every vote is another."""
    votes = senate.votes.copy()
    votes[at:] = np.where(votes[at:] == YEA, NAY, YEA)
    votes[at:][senate.votes[at:] == NOT_A_MEMBER] = NOT_A_MEMBER
    ends = tuple(replace(one, passed=not one.passed) for one in senate.roll_calls[at:])
    return replace(senate, votes=votes, roll_calls=senate.roll_calls[:at] + ends)


def foretold(senate: Senate, at: int) -> tuple[Chain, float]:
    """The chain at a roll call, with all its chances, and the base rate."""
    record = Record(senate)
    base = record.base_rate(at, BaseSettings("question and subject", 2.0, 1.0, 180.0))
    return chain_of(senate, at, record.chances(at, replace(SETTINGS, matter=0.5)), record.absence(at)), base


@pytest.mark.parametrize("at", [1, 60, 101, 167, 250, 420, 448, 500, 546, 598])
def test_a_gate_of_a_hundred_people_is_the_poisson_binomial(at: int) -> None:
    chain = chain_at(at)
    p, votes = chances_and_presence(chain)
    assert len(p) >= 98
    expected = enough(chain, p * votes)
    assert ChainModel(chain).independent() == pytest.approx(float(expected), rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("rho", [0.1, 0.3, 0.9])
@pytest.mark.parametrize("at", [60, 448, 598])
def test_the_common_cause_is_the_average_of_that_over_a_much_finer_grid_of_moods(at: int, rho: float) -> None:
    chain = chain_at(at)
    p, votes = chances_and_presence(chain)
    moods = np.linspace(-9, 9, 2001)
    weights = np.exp(-(moods**2) / 2)
    given = ndtr((ndtri(p)[:, None] + np.sqrt(rho) * moods) / np.sqrt(1 - rho)) * votes[:, None]
    expected = np.average(enough(chain, given), weights=weights)
    assert ChainModel(chain).chance_with_mood(rho) == pytest.approx(expected, rel=1e-9, abs=1e-12)


def test_the_report_on_a_deal_gives_the_same_chance_as_the_engine() -> None:
    chain = chain_at(420)
    report = analyse(chain, rho=0.3, coalitions=1)
    assert report.chance.p == pytest.approx(ChainModel(chain).chance_with_mood(0.3), rel=1e-9)
    assert report.chance.independent == pytest.approx(ChainModel(chain).independent(), rel=1e-9)


def chain_at(at: int) -> Chain:
    senate = read_senate()
    record = Record(senate)
    return chain_of(senate, at, record.chances(at, SETTINGS), record.absence(at))


def chances_and_presence(chain: Chain) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Of each person the chance of a yes when voting, and the chance to vote."""
    p = np.array([person.opinion.p or 0.0 for person in chain.people])
    return p, np.array([1 - person.absent for person in chain.people])


def enough(chain: Chain, p: NDArray[np.float64]) -> NDArray[np.float64]:
    """The chance of as many yeas as the gate needs, one person after another; first axis of `p` people."""
    rule = chain.steps[0].gates[0].rule
    assert isinstance(rule, AtLeast)
    counts = np.zeros((len(p) + 1, *p.shape[1:]))
    counts[0] = 1
    for chance in p:
        one_more = counts[:-1] * chance
        counts *= 1 - chance
        counts[1:] += one_more
    return np.asarray(counts[rule.need :].sum(axis=0))


def test_the_page_shows_the_roll_call_figures_the_code_gives() -> None:
    trial = run_trial()
    assert trial.by_kind.settings.kind == trial.by_matter.settings.kind == "question and subject"
    compare_with_pages(roll_call_tables(trial))


def test_the_page_shows_the_approval_figures_the_backtest_gives() -> None:
    log = read_approvals()
    result = backtest(log)
    assert [one.outcome for one in later_rounds(log)] == result.outcomes.tolist()
    compare_with_pages(approval_tables(log, result))


def compare_with_pages(tables: dict[str, list[Row]]) -> None:
    for page in PAGES:
        for name, rows in tables.items():
            assert figures_on(page, name) == figures(rows), (page.parts[-3], name)


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
