"""What the accounts of the demonstration rest on: value lists, exchange rates, who directs which region."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from highground.apps.accounts.models import Term
from highground.apps.accounts.services import TERMS, director_add, rate_set, term_add, workspace_change
from highground.apps.demo.cast import Cast
from highground.apps.demo.reading import demo_file

Terms = Mapping[str, Mapping[str, Term]]
"""Rows of the value lists: by kind, then by the word the data files use."""


def foundations_build(cast: Cast, today: date) -> Terms:
    """Name the workspace, fill its value lists, set its rates and share out the regions."""
    data = demo_file("workspace.yaml")
    workspace_change(
        cast.administrator,
        values={"name": data["name"], "currency": data["currency"], "value_year": today.year - 1},
    )
    _rates_build(cast, data["rates"], today)
    terms = {kind: _terms_build(cast, kind, data["terms"][kind]) for kind in TERMS}
    for username, regions in data["directors"].items():
        for region in regions:
            director_add(cast.administrator, region_id=terms["region"][region].pk, user_id=cast.users[username].pk)
    return terms


def _rates_build(cast: Cast, rates: Mapping[str, Any], today: date) -> None:
    """Rates are listed up to this year; a year without one stays a gap."""
    for currency, listed in rates["by_year"].items():
        first = today.year - len(listed) + 1
        for year, rate in enumerate(listed, first):
            if rate is not None:
                rate_set(
                    cast.administrator, currency=currency, year=year, rate=Decimal(str(rate)), source=rates["source"]
                )


def _terms_build(cast: Cast, kind: str, entries: Mapping[str, Mapping[str, str]]) -> dict[str, Term]:
    return {
        word: term_add(cast.administrator, kind=kind, values={**names, "place": place}).value
        for place, (word, names) in enumerate(entries.items(), 1)
    }
