"""Periods of money, against the calendar."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from highground.core.faults import InputError
from highground.core.periods import period_days

YEARS = st.integers(1900, 2099)


@given(YEARS, st.integers(1, 12))
def test_a_month_runs_from_its_first_day_to_its_last(year: int, month: int) -> None:
    assert period_days(f"{year}-{month:02}") == (date(year, month, 1), date(year, month, monthrange(year, month)[1]))


@given(YEARS)
def test_four_quarters_follow_each_other_and_fill_the_year(year: int) -> None:
    quarters = [period_days(f"{year}-Q{quarter}") for quarter in (1, 2, 3, 4)]
    assert (quarters[0][0], quarters[-1][1]) == period_days(str(year)) == (date(year, 1, 1), date(year, 12, 31))
    assert all(after[0] - before[1] == timedelta(days=1) for before, after in pairwise(quarters))
    assert [first.month for first, _last in quarters] == [1, 4, 7, 10]


@pytest.mark.parametrize(
    "text",
    ["", "26", "2026-13", "2026-00", "2026-Q0", "2026-Q5", "2026-1", "2026Q1", "1899", "2100", "2026 ", "２０２６"],
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        period_days(text)
