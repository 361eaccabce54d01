"""Times as event logs write them, from ISO 8601 to 16/02/2011 2:31 PM and 2011年2月16日."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PATTERN = re.compile(
    r"(?P<first>\d{1,4})\s*[-/.年 ]\s*(?P<second>\d{1,2}|[A-Za-z]{3,9})\s*[-/.月 ,]\s*(?P<third>\d{1,4})\s*日?"
    r"(?:[T ,]*(?P<half>上午|下午)?\s*(?P<hour>\d{1,2})[:时](?P<minute>\d{2})"
    r"(?:[:分](?P<second_of>\d{2})秒?(?:[.,](?P<fraction>\d{1,9}))?|分)?\s*(?P<meridiem>[AaPp]\.?[Mm]\.?)?)?"
    r"\s*(?P<zone>Z|[+-]\d{2}:?\d{2})?"
)
_LONGEST = 64
"""Characters a time has at most; what is longer would only cost time to refuse."""

_CENTURY_TURN = 69
"""Two-digit years from here on belong to the 1900s, as POSIX strptime has it."""


@dataclass(frozen=True, slots=True)
class SlashDate:
    """A date whose day and month are told apart only by the rest of its column: 03/04/2011."""

    first: int
    second: int
    year: int
    clock: time

    def resolve(self, day_first: bool) -> datetime | None:
        """The moment it means; None where there is no such day."""
        day, month = (self.first, self.second) if day_first else (self.second, self.first)
        return _moment(self.year, month, day, self.clock)


def read_time(text: str) -> datetime | SlashDate | None:
    """A time as written in a log; without an offset it is UTC. None where it is no time.

    >>> read_time("2011/02/16 14:31:00.000").isoformat()
    '2011-02-16T14:31:00+00:00'
    >>> read_time("2017-01-09T09:49:50+01:00").isoformat()
    '2017-01-09T09:49:50+01:00'
    >>> read_time("16/02/2011 2:31 PM").resolve(day_first=True).isoformat()
    '2011-02-16T14:31:00+00:00'
    """
    if len(text) > _LONGEST:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return _read_other(text)
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def has_zone(text: str) -> bool:
    """Whether a time that can be read names its offset from UTC.

    >>> has_zone("2017-01-09T09:49:50+01:00"), has_zone("2017-01-09 09:49")
    (True, False)
    """
    return text.endswith(("Z", "z")) or re.search(r":\d\d.*[+-]\d{2}(:?\d{2})*$", text) is not None


def is_day_first(dates: Iterable[SlashDate]) -> tuple[bool, bool]:
    """Whether a column of such dates writes the day first, and whether any of them proves it.

    The majority of the dates that allow one reading only decides; without any the day comes first.

    >>> noon = time(12, tzinfo=UTC)
    >>> is_day_first([SlashDate(3, 4, 2011, noon), SlashDate(2, 16, 2011, noon)])
    (False, True)
    >>> is_day_first([SlashDate(3, 4, 2011, noon)])
    (True, False)
    """
    day_first = month_first = 0
    for date in dates:
        day_first += date.first > 12 >= date.second
        month_first += date.second > 12 >= date.first
    return day_first >= month_first, day_first + month_first > 0


def _read_other(text: str) -> datetime | SlashDate | None:
    match = _PATTERN.fullmatch(text.strip())
    if match is None:
        return None
    clock = _clock(match)
    if clock is None:
        return None
    first, second, third = match["first"], match["second"], match["third"]
    if not second.isdigit():
        return _named_month(first, second, third, clock)
    if len(first) == 4:
        return _moment(int(first), int(second), int(third), clock)
    if len(first) > 2 or len(third) not in (2, 4):
        return None
    return SlashDate(int(first), int(second), _year(third), clock)


def _named_month(first: str, name: str, third: str, clock: time) -> datetime | None:
    if name[:3].lower() not in _MONTHS:
        return None
    month = _MONTHS.index(name[:3].lower()) + 1
    day, year = (third, first) if len(first) == 4 else (first, third)
    return _moment(_year(year), month, int(day), clock)


def _year(digits: str) -> int:
    year = int(digits)
    return year if len(digits) > 2 else year + (1900 if year >= _CENTURY_TURN else 2000)


def _clock(match: re.Match[str]) -> time | None:
    hour = int(match["hour"] or 0)
    half = (match["meridiem"] or "").lower()[:1] or {"上午": "a", "下午": "p"}.get(match["half"] or "", "")
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    microsecond = int((match["fraction"] or "0")[:6].ljust(6, "0"))
    try:
        zone = datetime.strptime((match["zone"] or "Z").replace("Z", "+0000"), "%z").tzinfo
        return time(hour, int(match["minute"] or 0), int(match["second_of"] or 0), microsecond, zone)
    except ValueError:
        return None


def _moment(year: int, month: int, day: int, clock: time) -> datetime | None:
    try:
        return datetime(year, month, day, clock.hour, clock.minute, clock.second, clock.microsecond, clock.tzinfo)
    except ValueError:
        return None
