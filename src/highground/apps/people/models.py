"""Rows of the people subject."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from highground.apps.people.values import Layer
from highground.kit.pinyin import is_chinese, search_text, sort_key
from highground.kit.rows import Row


class Person(Row):
    """Somebody who works at, or for, a customer."""

    name = models.CharField(_("name"), max_length=100)
    other_name = models.CharField(_("name in the other language"), max_length=100, blank=True)
    reading = models.CharField(_("reading"), max_length=200, blank=True)
    is_as_told = models.BooleanField(_("as told in the source text"), default=False)
    is_chinese = models.BooleanField(editable=False)
    sort_key = models.CharField(max_length=300, editable=False)
    search_text = models.TextField(editable=False)

    derived = frozenset({"is_chinese", "sort_key", "search_text"})

    class Meta:
        constraints = (models.CheckConstraint(condition=~models.Q(name=""), name="person_named"),)
        indexes = (
            models.Index(fields=("-is_chinese", "sort_key", "id"), name="person_by_name_zh"),
            models.Index(fields=("sort_key", "id"), name="person_by_name_en"),
        )

    def __str__(self) -> str:
        return self.name

    def derive(self) -> None:
        self.is_chinese = is_chinese(self.name)
        self.sort_key = sort_key(self.name, reading=self.reading or None, is_person=True)[:300]
        self.search_text = search_text(self.name, self.other_name, is_person=True)


class Position(Row):
    """A post at an account, held by somebody for a time. One person may hold several, at several companies."""

    account = models.ForeignKey("accounts.Account", models.PROTECT, related_name="positions", verbose_name=_("account"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="positions", verbose_name=_("person"))
    title = models.CharField(_("post"), max_length=200)
    layer = models.CharField(_("layer"), max_length=12, choices=Layer, blank=True)
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(since__isnull=True)
                | models.Q(until__isnull=True)
                | models.Q(until__gte=models.F("since")),
                name="position_days",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def scope(self) -> int | None:
        return int(self.account_id)
