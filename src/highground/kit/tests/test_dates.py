"""Days and times in both languages, by hand."""

from datetime import UTC, date, datetime, timedelta

import pytest

from highground.kit.dates import day, moment, relative_day, short_day
from highground.kit.language import current

TODAY = date(2026, 2, 3)


def test_a_day_is_written_as_each_language_writes_it() -> None:
    assert day(TODAY, language="zh-CN") == "2026 年 2 月 3 日"
    assert day(TODAY, language="en") == "3 February 2026"
    assert day(TODAY) == day(TODAY, language=current())


@pytest.mark.parametrize(
    ("when", "zh", "en"),
    [
        (date(2026, 12, 31), "12 月 31 日", "31 Dec"),
        (date(2025, 2, 3), "2025 年 2 月 3 日", "3 Feb 2025"),
        (date(2027, 9, 1), "2027 年 9 月 1 日", "1 Sep 2027"),
    ],
)
def test_a_short_day_has_its_year_only_when_it_is_another_one(when: date, zh: str, en: str) -> None:
    assert short_day(when, today=TODAY, language="zh_Hans") == zh
    assert short_day(when, today=TODAY, language="en") == en


def test_a_moment_has_the_time_of_its_own_zone_on_a_clock_of_24_hours() -> None:
    when = datetime(2026, 2, 3, 21, 5, tzinfo=UTC)
    assert moment(when, language="zh_Hans") == "2026 年 2 月 3 日 21:05"
    assert moment(when, language="en") == "3 February 2026, 21:05"


@pytest.mark.parametrize(
    ("days", "zh", "en"),
    [
        (0, "今天", "today"),
        (-1, "昨天", "yesterday"),
        (1, "明天", "tomorrow"),
        (-6, "6 天前", "6 days ago"),
        (47, "还有 47 天", "in 47 days"),
    ],
)
def test_the_distance_of_a_day_is_counted_in_days(days: int, zh: str, en: str) -> None:
    when = TODAY + timedelta(days=days)
    assert relative_day(when, today=TODAY, language="en") == en
    assert relative_day(when, today=TODAY, language="zh_Hans") == zh


def test_asking_for_a_language_does_not_change_the_language_in_use() -> None:
    before = current()
    relative_day(TODAY, today=TODAY, language="zh_Hans")
    assert current() == before
