"""The filters of the list that are in use, each with the address of the list without it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from highground.apps.accounts.listing import EXPIRES, ListQuery
from highground.apps.accounts.models import Competitor, Industry, Region
from highground.core.text import Text


@dataclass(frozen=True)
class Chip:
    """One filter in use."""

    label: Text
    address: str


def chips_of(asked: QueryDict, query: ListQuery) -> list[Chip]:
    """The filters in use, in the order of the form."""
    return [Chip(label, _without(asked, name, value)) for name, value, label in _filters(query)]


def kept_pairs(asked: QueryDict, *dropped: str) -> list[tuple[str, str]]:
    """What was asked, as names and values for hidden inputs, without some names and without the page."""
    left_out = {"page", *dropped}
    return [(name, value) for name, values in asked.lists() if name not in left_out for value in values if value]


def _without(asked: QueryDict, name: str, value: str) -> str:
    rest = asked.copy()
    rest.setlist(name, [other for other in asked.getlist(name) if other.strip() != value])
    return f"?{urlencode(kept_pairs(rest))}"


def _filters(query: ListQuery) -> Iterator[tuple[str, str, Text]]:
    """The name and value in the address, and the words."""
    if query.wanted:
        yield "q", query.wanted, Text("Name: %(name)s", {"name": query.wanted})
    for part in query.classes:
        yield "class", part, Text("No class yet") if part == "none" else Text("Class %(name)s", {"name": part})
    if query.is_mine:
        yield "mine", "1", Text("I am on the team")
    if query.tops_only:
        yield "tops", "1", Text("Tops of groups only")
    for industry in Industry.objects.filter(pk__in=query.industries):
        yield "industry", str(industry.pk), Text("Industry: %(name)s", {"name": industry})
    for region in Region.objects.filter(pk__in=query.regions):
        yield "region", str(region.pk), Text("Region: %(name)s", {"name": region})
    for rival in Competitor.objects.filter(pk__in=[query.competitor or 0]):
        yield "competitor", str(rival.pk), Text("Competitor: %(name)s", {"name": rival})
    if query.expires:
        yield "expires", query.expires, Text("A contract ends: %(when)s", {"when": EXPIRES[query.expires]})
    if query.is_archived:
        yield "archived", "1", Text("Archived accounts instead")
