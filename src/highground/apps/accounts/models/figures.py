"""Money: revenue and potential by period, and what follows from them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from highground.apps.accounts.models.account import Account, Fact
from highground.apps.accounts.values import FigureKind
from highground.core.periods import period_days


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
