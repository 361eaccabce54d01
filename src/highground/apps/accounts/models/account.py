"""The account itself, and what its records have in common."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from highground.apps.accounts.models.terms import Industry, Region
from highground.apps.accounts.values import AccountClass, Attachment, Confidence
from highground.apps.users.models import User
from highground.core.text import Text
from highground.kit.pinyin import is_chinese, search_text, sort_key
from highground.kit.rows import Row


class Account(Row):
    """A customer: a company, or a part of one that decides by itself."""

    name = models.CharField(_("name"), max_length=200)
    other_name = models.CharField(_("name in the other language"), max_length=200, blank=True)
    reading = models.CharField(_("reading"), max_length=400, blank=True)
    account_class = models.CharField(_("class"), max_length=1, choices=AccountClass, blank=True)
    industry = models.ForeignKey(
        Industry, models.PROTECT, null=True, blank=True, related_name="accounts", verbose_name=_("industry")
    )
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="accounts", verbose_name=_("region")
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="members", verbose_name=_("belongs to")
    )
    attachment = models.CharField(_("as"), max_length=20, choices=Attachment, blank=True)
    about = models.TextField(_("in short"), blank=True)
    is_archived = models.BooleanField(_("archived"), default=False)
    is_chinese = models.BooleanField(editable=False)
    sort_key = models.CharField(max_length=400, editable=False)
    search_text = models.TextField(editable=False)

    derived = frozenset({"is_chinese", "sort_key", "search_text"})

    # Beside an account on a list, where selectors.with_totals and listing.page_of put them; amounts in hundredths.
    own: int | None
    group: int | None
    own_potential: int | None
    group_potential: int | None
    unconverted: int | None
    responsible: User | None
    own_share: float | None
    rivals_told: Text | None
    is_over: bool
    next_end: date | None

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~models.Q(name=""), name="account_named"),
            models.CheckConstraint(
                condition=models.Q(parent__isnull=True, attachment="")
                | models.Q(parent__isnull=False, attachment__in=Attachment.values),
                name="account_attached_as",
            ),
            models.CheckConstraint(
                condition=models.Q(account_class__in=("", *AccountClass.values)), name="account_class_known"
            ),
        )
        indexes = (
            models.Index(fields=("-is_chinese", "sort_key", "id"), name="account_by_name_zh"),
            models.Index(fields=("sort_key", "id"), name="account_by_name_en"),
        )

    def __str__(self) -> str:
        return self.name

    def derive(self) -> None:
        self.is_chinese = is_chinese(self.name)
        self.sort_key = sort_key(self.name, reading=self.reading or None)[:400]
        self.search_text = search_text(self.name, self.other_name)

    def scope(self) -> int | None:
        return int(self.pk)


class OfAccount(Row):
    """A record that belongs to one account."""

    account = models.ForeignKey(Account, models.PROTECT)

    class Meta:
        abstract = True

    def scope(self) -> int | None:
        return int(self.account_id)


class Fact(OfAccount):
    """Something we hold to be true of an account, with what it rests on."""

    source = models.CharField(_("source"), max_length=300, blank=True)
    source_on = models.DateField(_("date of the source"), null=True, blank=True)
    confidence = models.CharField(
        _("how sure"), max_length=10, choices=Confidence, default=Confidence.ASSUMED, blank=False
    )
    is_as_told = models.BooleanField(_("as told in the source text"), default=False)

    class Meta:
        abstract = True
