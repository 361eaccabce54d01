"""Rows of the accounts subject."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from highground.apps.accounts.values import AccountClass, Attachment, Confidence, FigureKind, TeamPart
from highground.core.periods import period_days
from highground.kit.pinyin import is_chinese, search_text, sort_key
from highground.kit.rows import Row, Written


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


class Workspace(Row):
    """Settings of the whole workspace. One row; holding it holds every group of accounts still."""

    name = models.CharField(_("name"), max_length=100, blank=True)
    currency = models.CharField(_("reporting currency"), max_length=3, default="EUR")
    value_year = models.PositiveIntegerField(_("year of the figures on the list"))
    is_demo = models.BooleanField(default=False, editable=False)

    @classmethod
    def settle(cls, written: Sequence[Written[Workspace]]) -> None:
        """Another reporting currency: every total is worked out again, in the background."""
        from highground.apps.accounts.tasks import totals_rebuild_later

        if any("currency" in change.after for change in written):
            totals_rebuild_later()


class ExchangeRate(Row):
    """What one unit of a currency is worth in the reporting currency, in one year."""

    currency = models.CharField(_("currency"), max_length=3)
    year = models.PositiveIntegerField(_("year"))
    rate = models.DecimalField(_("rate"), max_digits=18, decimal_places=8)
    source = models.CharField(_("source"), max_length=300)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("currency", "year"), name="rate_once"),
            models.CheckConstraint(condition=models.Q(rate__gt=0), name="rate_positive"),
        )

    @classmethod
    def settle(cls, written: Sequence[Written[ExchangeRate]]) -> None:
        """Every total that was worked out with these rates is worked out again, in the background."""
        from highground.apps.accounts.tasks import totals_rebuild_later

        totals_rebuild_later()


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

    @classmethod
    def settle(cls, written: Sequence[Written[Account]]) -> None:
        """The group stays a tree, and its totals are right."""
        from highground.apps.accounts.totals import groups_settle

        groups_settle(written)


class OfAccount(Row):
    """A record that belongs to one account."""

    account = models.ForeignKey(Account, models.CASCADE)

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


class Figure(Fact):
    """Revenue with us, or potential, of the account itself in one period. Money of its members is theirs alone."""

    kind = models.CharField(_("kind"), max_length=10, choices=FigureKind)
    period = models.CharField(_("period"), max_length=10)
    first_day = models.DateField(editable=False)
    last_day = models.DateField(editable=False)
    cents = models.BigIntegerField(_("amount"))
    currency = models.CharField(_("currency"), max_length=3)

    derived = frozenset({"first_day", "last_day"})

    class Meta:
        default_related_name = "figures"
        constraints = (
            models.UniqueConstraint(fields=("account", "kind", "period", "currency"), name="figure_once"),
            models.CheckConstraint(condition=models.Q(last_day__gte=models.F("first_day")), name="figure_days"),
        )

    def derive(self) -> None:
        self.first_day, self.last_day = period_days(self.period)

    @classmethod
    def settle(cls, written: Sequence[Written[Figure]]) -> None:
        """Periods of one kind and currency do not overlap, and the group's totals are right."""
        from highground.apps.accounts.totals import figures_settle

        figures_settle(written)


class Total(models.Model):
    """What an account is worth in one year, in the reporting currency: its own, and with everything below it.

    Worked out from the figures in the same transaction as every change of them; never written by hand.
    """

    account = models.ForeignKey(Account, models.CASCADE, related_name="totals")
    year = models.PositiveIntegerField()
    own_cents = models.BigIntegerField(null=True)
    group_cents = models.BigIntegerField(null=True)
    own_potential_cents = models.BigIntegerField(null=True)
    group_potential_cents = models.BigIntegerField(null=True)
    unconverted = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("account", "year"), name="total_once"),)
        indexes = (
            models.Index(fields=("year", "group_cents"), name="total_by_group"),
            models.Index(fields=("year", "own_cents"), name="total_by_own"),
        )


class Contract(Fact):
    """An agreement between the account and us."""

    title = models.CharField(_("contract"), max_length=200)
    number = models.CharField(_("number"), max_length=60, blank=True)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    expires_on = models.DateField(_("expires on"), null=True, blank=True)
    cents = models.BigIntegerField(_("amount"), null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)

    class Meta:
        default_related_name = "contracts"
        ordering = ("expires_on", "pk")

    def __str__(self) -> str:
        return self.title


class Purchase(Fact):
    """A product of ours that the account uses."""

    product = models.ForeignKey(Product, models.PROTECT, related_name="purchases", verbose_name=_("product"))
    since = models.DateField(_("since"), null=True, blank=True)
    extent = models.CharField(_("extent"), max_length=200, blank=True)

    class Meta:
        default_related_name = "purchases"
        constraints = (models.UniqueConstraint(fields=("account", "product"), name="purchase_once"),)

    def __str__(self) -> str:
        return str(self.product)


class Competitor(Row):
    """A company that sells what we sell."""

    name = models.CharField(_("name"), max_length=200, unique=True)
    sort_key = models.CharField(max_length=400, editable=False)

    derived = frozenset({"sort_key"})

    class Meta:
        ordering = ("sort_key",)

    def __str__(self) -> str:
        return self.name

    def derive(self) -> None:
        self.sort_key = sort_key(self.name)[:400]


class Footprint(Fact):
    """What a competitor has at an account."""

    competitor = models.ForeignKey(Competitor, models.PROTECT, related_name="footprints", verbose_name=_("competitor"))
    area = models.CharField(_("where"), max_length=200, blank=True)
    share_percent = models.DecimalField(_("share, %"), max_digits=5, decimal_places=2, null=True, blank=True)
    contract_until = models.DateField(_("contract until"), null=True, blank=True)

    class Meta:
        default_related_name = "footprints"
        constraints = (
            models.UniqueConstraint(fields=("account", "competitor", "area"), name="footprint_once"),
            models.CheckConstraint(
                condition=models.Q(share_percent__isnull=True) | models.Q(share_percent__range=(0, 100)),
                name="footprint_share",
            ),
        )

    def __str__(self) -> str:
        return str(self.competitor)


class Note(OfAccount):
    """Something worth remembering about an account; a sensitive one is read by few, and each reading is recorded."""

    text = models.TextField(_("note"))
    is_sensitive = models.BooleanField(_("sensitive: few may read it"), default=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    written_at = models.DateTimeField(editable=False)

    confidential = frozenset({"text"})
    confidential_permission = "accounts.read_sensitive"

    class Meta:
        default_related_name = "notes"
        ordering = ("-written_at", "-pk")


class TeamMember(OfAccount):
    """Somebody on the team of an account, and so of everything below it in the group."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships", verbose_name=_("who")
    )
    part = models.CharField(_("answers for"), max_length=2, choices=TeamPart, blank=True)

    class Meta:
        default_related_name = "team"
        constraints = (models.UniqueConstraint(fields=("account", "user"), name="team_member_once"),)


class RegionDirector(Row):
    """Somebody who directs a region and so sees its accounts."""

    region = models.ForeignKey(Region, models.CASCADE, related_name="directors", verbose_name=_("region"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="regions", verbose_name=_("director")
    )

    class Meta:
        constraints = (models.UniqueConstraint(fields=("region", "user"), name="region_director_once"),)


class SavedView(Row):
    """A search of the list that somebody keeps: filters, order and columns."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views", editable=False)
    name = models.CharField(_("name"), max_length=60)
    query = models.CharField(max_length=1000)

    class Meta:
        ordering = ("name", "pk")
        constraints = (models.UniqueConstraint(fields=("user", "name"), name="saved_view_once"),)

    def __str__(self) -> str:
        return self.name


def _reads_chinese() -> bool:
    return (get_language() or "").startswith("zh")
