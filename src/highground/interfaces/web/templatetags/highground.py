"""Tags and filters of every page: money, days, sentences, marks. None is written as a dash: it is not known."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextvars import copy_context
from datetime import date, datetime
from typing import TypeVar

from django import template
from django.core.paginator import Page
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect
from django.template import Context
from django.utils import timezone, translation
from django.utils.html import format_html
from django.utils.safestring import SafeString

from highground.core.text import Text
from highground.kit import dates, language, numbers
from highground.kit.clock import today

register = template.Library()

MISSING = "—"
_Result = TypeVar("_Result")


def _spoken() -> str:
    """The language this part of the page is in; `{% language %}` may have changed it."""
    return language.language_for(translation.get_language() or "en")


def _in_language(write: Callable[..., _Result], *values: object) -> _Result:
    """What `write` gives in the language of this part of the page."""
    context = copy_context()
    context.run(language.activate, _spoken())
    return context.run(write, *values)


@register.filter
def text(value: Text | str | None) -> str:
    """A sentence in the reader's language; a plain string is somebody's own words and stays."""
    if value is None:
        return MISSING
    return _in_language(language.translate, value) if isinstance(value, Text) else str(value)


@register.filter
def money(cents: int | None, currency: str) -> str:
    """An amount in short form: `{{ row.cents|money:row.currency }}`."""
    return MISSING if cents is None else numbers.money(cents, currency, language=_spoken())


@register.filter
def money_exact(cents: int | None, currency: str) -> str:
    """The full figure, for titles and hints."""
    return MISSING if cents is None else numbers.money_exact(cents, currency, language=_spoken())


@register.simple_tag
def money_unit(amounts: Iterable[int | None], currency: str) -> numbers.MoneyUnit:
    """The one unit of a column: `{% money_unit amounts "CNY" as unit %}`, then `{{ unit.heading }}`."""
    return numbers.money_unit([amount for amount in amounts if amount is not None], currency, language=_spoken())


@register.filter
def money_in(cents: int | None, unit: numbers.MoneyUnit) -> str:
    """A cell of a column in the column's unit: `{{ row.cents|money_in:unit }}`."""
    return MISSING if cents is None else numbers.money_in(cents, unit.currency, unit)


@register.filter
def number(value: float | None, digits: int = 0) -> str:
    """A number with thousands set apart."""
    return MISSING if value is None else numbers.number(value, digits)


@register.filter
def percent(share: float | None, digits: int = 0) -> str:
    """A share of 1 in percent."""
    return MISSING if share is None else numbers.percent(share, digits)


@register.simple_tag
def percent_range(low: float | None, high: float | None) -> str:
    """From one share of 1 to another: `{% percent_range low high %}`."""
    return MISSING if low is None or high is None else numbers.percent_range(low, high)


@register.filter
def day(when: date | None) -> str:
    """A day in full: 3 February 2026."""
    return MISSING if when is None else dates.day(_day_of(when), language=_spoken())


@register.filter
def short_day(when: date | None) -> str:
    """A day as tables show it: 3 Feb, with the year where it is not this one."""
    return MISSING if when is None else dates.short_day(_day_of(when), today=today(), language=_spoken())


@register.filter
def relative_day(when: date | None) -> str:
    """How far from today: 6 days ago. Only beside or over the exact day."""
    return MISSING if when is None else dates.relative_day(_day_of(when), today=today(), language=_spoken())


@register.filter
def moment(when: datetime | None) -> str:
    """A day and a time in the workspace's time zone."""
    return MISSING if when is None else dates.moment(_local(when), language=_spoken())


@register.filter
def iso(when: date | None) -> str:
    """For machines: `<time datetime="{{ when|iso }}">`."""
    return "" if when is None else _local(when).isoformat() if isinstance(when, datetime) else when.isoformat()


def _local(when: datetime) -> datetime:
    return timezone.localtime(when) if timezone.is_aware(when) else when


def _day_of(when: date) -> date:
    return _local(when).date() if isinstance(when, datetime) else when


@register.simple_tag(takes_context=True)
def query_with(context: Context, **changes: object) -> str:
    """The page's own query with some keys replaced; None or "" drops one, and any change goes back to page 1.

    `<a href="{% query_with sort="name" %}">`, `<a href="{% query_with page=3 %}">`
    """
    query = context["request"].GET.copy()
    query.pop("page", None)
    for name, value in changes.items():
        query.pop(name, None)
        if value not in (None, ""):
            query[name] = str(value)
    return f"?{query.urlencode()}"


@register.filter
def undo_number(tags: str | None) -> str:
    """The activity entry a message can be undone by, from its tags; "" if there is none.

    >>> undo_number("undo:12 success"), undo_number("success")
    ('12', '')
    """
    found = (tag.removeprefix("undo:") for tag in (tags or "").split() if tag.startswith("undo:"))
    number_text = next(found, "")
    return number_text if number_text.isdecimal() else ""


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """The input of a form field in our dress."""
    plain = isinstance(field.field.widget, CheckboxInput | CheckboxSelectMultiple | RadioSelect)
    own = str(field.field.widget.attrs.get("class", ""))
    return field.as_widget(attrs={} if plain else {"class": f"field {own}".strip()})


@register.filter
def is_checkbox(field: BoundField) -> bool:
    """Whether the field is one box to tick, whose label stands after it."""
    return isinstance(field.field.widget, CheckboxInput)


BAR_WIDTH = 120
BAR_HEIGHT = 10


@register.simple_tag
def share_bar(share: float | None, label: str = "", width: int = BAR_WIDTH, kind: str = "bar") -> SafeString:
    """A bar of a share of 1 as SVG; not known is a dashed outline with "?".

    `kind` names the fill: `bar` grey, `for2` cool, `ag` warm, `ink2` ink. The value has to stand beside it as text.
    """
    name = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    if share is None:
        return format_html(
            '<svg class="share" width="{w}" height="14" viewBox="0 0 {w} 14" {name}>'
            '<rect class="open" x=".5" y=".5" width="{inner}" height="13"/>'
            '<text x="{middle}" y="11" text-anchor="middle">?</text></svg>',
            w=width,
            inner=width - 1,
            middle=width / 2,
            name=name,
        )
    filled = round(min(max(share, 0.0), 1.0) * width, 1)
    return format_html(
        '<svg class="share" width="{w}" height="{h}" viewBox="0 0 {w} {h}" {name}>'
        '<rect class="base" width="{w}" height="{h}"/><rect class="f-{kind}" width="{filled}" height="{h}"/></svg>',
        w=width,
        h=BAR_HEIGHT,
        name=name,
        kind=kind,
        filled=filled,
    )


@register.simple_tag
def page_numbers(page: Page[object]) -> list[int | str]:
    """The page numbers to offer, with "…" for those left out."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1))
