"""Finding rows by name: characters, pinyin, initials or Latin, through their `search_text`."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Model, QuerySet

from highground.kit.pinyin import search_query

M = TypeVar("M", bound=Model)


def named(rows: QuerySet[M], wanted: str) -> QuerySet[M]:
    """The rows whose name contains what was typed; all where nothing was, none where only signs were."""
    if not wanted.strip():
        return rows
    folded = search_query(wanted)
    return rows.filter(search_text__contains=folded) if folded else rows.none()
