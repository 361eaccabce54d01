"""Words of the value lists that a workspace may rename."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from highground.kit.rows import Row


class Term(Row):
    """A word of a value list that the workspace may rename, in both languages."""

    name_en = models.CharField(_("English name"), max_length=100, blank=True)
    name_zh = models.CharField(_("Chinese name"), max_length=100, blank=True)
    place = models.PositiveIntegerField(_("place"), default=0)

    class Meta:
        abstract = True
        ordering: ClassVar[tuple[str, ...]] = ("place", "pk")

    def __str__(self) -> str:
        first, second = (self.name_zh, self.name_en) if _reads_chinese() else (self.name_en, self.name_zh)
        return first or second


class Region(Term):
    """A part of the market that somebody directs."""


class Industry(Term):
    """What a customer's business is."""


class Product(Term):
    """Something we sell."""


def _reads_chinese() -> bool:
    return (get_language() or "").startswith("zh")
