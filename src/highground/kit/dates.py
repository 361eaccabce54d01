"""Days and times as people read them, in Chinese and in English. Nothing here looks at a clock."""

from __future__ import annotations

from contextvars import copy_context
from datetime import date, datetime

from babel.dates import format_date

from highground.core.text import Text, plural_text
from highground.kit.language import activate, current, language_for, translate

_DAY = {"zh_Hans": "y 年 M 月 d 日", "en": "d MMMM y"}
_SHORT = {"zh_Hans": "M 月 d 日", "en": "d MMM"}
_SHORT_WITH_YEAR = {"zh_Hans": "y 年 M 月 d 日", "en": "d MMM y"}


def day(when: date, *, language: str | None = None) -> str:
    """A day in full.

    >>> day(date(2026, 2, 3), language="zh_Hans"), day(date(2026, 2, 3), language="en")
    ('2026 年 2 月 3 日', '3 February 2026')
    """
    return _written(when, _DAY, language)


def short_day(when: date, *, today: date, language: str | None = None) -> str:
    """A day as a table shows it, with the year only where it is not the year of today.

    >>> short_day(date(2026, 2, 3), today=date(2026, 1, 28), language="en")
    '3 Feb'
    >>> short_day(date(2025, 2, 3), today=date(2026, 1, 28), language="zh_Hans")
    '2025 年 2 月 3 日'
    """
    return _written(when, _SHORT if when.year == today.year else _SHORT_WITH_YEAR, language)


def moment(when: datetime, *, language: str | None = None) -> str:
    """A day and the time on a clock of 24 hours, in the time zone the datetime is in.

    >>> moment(datetime(2026, 2, 3, 14, 5), language="zh_Hans")
    '2026 年 2 月 3 日 14:05'
    >>> moment(datetime(2026, 2, 3, 0, 5), language="en")
    '3 February 2026, 00:05'
    """
    between = " " if _spoken(language) == "zh_Hans" else ", "
    return f"{day(when, language=language)}{between}{when:%H:%M}"


def relative_day(when: date, *, today: date, language: str | None = None) -> str:
    """How far a day is from today, counted in days; it belongs beside or over the exact date.

    >>> relative_day(date(2026, 1, 28), today=date(2026, 2, 3), language="en")
    '6 days ago'
    >>> relative_day(date(2026, 3, 22), today=date(2026, 2, 3), language="en")
    'in 47 days'
    """
    # In a context of its own the language asked for does not outlast the answer.
    context = copy_context()
    context.run(activate, _spoken(language))
    return context.run(translate, _distance((when - today).days))


def _distance(days: int) -> Text:
    if days == 0:
        return Text("today")
    if days == -1:
        return Text("yesterday")
    if days == 1:
        return Text("tomorrow")
    if days < 0:
        return plural_text("%(count)s day ago", "%(count)s days ago", -days)
    return plural_text("in %(count)s day", "in %(count)s days", days)


def _written(when: date, patterns: dict[str, str], language: str | None) -> str:
    spoken = _spoken(language)
    return format_date(when, patterns[spoken], locale=spoken)


def _spoken(language: str | None) -> str:
    return language_for(language or current())
