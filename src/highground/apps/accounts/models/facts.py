"""What an account has with us and with others."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from highground.apps.accounts.models.account import Fact, OfAccount
from highground.apps.accounts.models.terms import Product
from highground.kit.actor import Actor
from highground.kit.pinyin import sort_key
from highground.kit.rows import Row


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
        indexes = (models.Index(fields=("expires_on", "account"), name="contract_by_end"),)

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

    @property
    def share(self) -> float | None:
        """Its part of what the account spends there, of 1; None: not known."""
        return None if self.share_percent is None else float(self.share_percent) / 100


class Note(OfAccount):
    """Something worth remembering about an account; a sensitive one is read by few, and each reading is recorded."""

    text = models.TextField(_("note"))
    is_sensitive = models.BooleanField(_("sensitive: few may read it"), default=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    written_at = models.DateTimeField(editable=False)

    confidential = frozenset({"text"})

    class Meta:
        default_related_name = "notes"
        ordering = ("-written_at", "-pk")

    def refuse_removal(self, actor: Actor) -> None:
        """Only its author takes a note out, or whoever may read sensitive ones."""
        if self.author_id != actor.user_id:
            actor.require("accounts.read_sensitive")
