"""Periods of money: a year, a quarter or a month, written as 2026, 2026-Q3 or 2026-03."""

from __future__ import annotations

import re
from datetime import date, timedelta

from highground.core.faults import fault
from highground.core.text import Text

_SHAPE = re.compile(r"(?P<year>(?:19|20)\d\d)(?:-(?:Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])))?")


def period_days(period: str) -> tuple[date, date]:
    """First and last day. Raises InputError for what is no period.

    >>> period_days("2026-Q3")
    (datetime.date(2026, 7, 1), datetime.date(2026, 9, 30))
    """
    found = _SHAPE.fullmatch(period)
    if found is None:
        raise fault(
            Text("A period is a year, a quarter or a month: 2026, 2026-Q3 or 2026-03, not %(text)s", {"text": period})
        )
    year = int(found["year"])
    if found["month"]:
        first, months = int(found["month"]), 1
    elif found["quarter"]:
        first, months = 3 * int(found["quarter"]) - 2, 3
    else:
        first, months = 1, 12
    end = year * 12 + first - 1 + months
    return date(year, first, 1), date(end // 12, end % 12 + 1, 1) - timedelta(days=1)
