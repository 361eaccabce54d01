"""Settings of the whole workspace, and its exchange rates."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import models
from django.utils.translation import gettext_lazy as _

from highground.kit.actor import Actor
from highground.kit.rows import Row, Written


class Workspace(Row):
    """Settings of the whole workspace. One row; holding it holds every group of accounts still."""

    name = models.CharField(_("name"), max_length=100, blank=True)
    currency = models.CharField(_("reporting currency"), max_length=3, default="EUR")
    value_year = models.PositiveIntegerField(_("year of the figures on the list"))
    is_demo = models.BooleanField(default=False, editable=False)

    @classmethod
    def settle(cls, written: Sequence[Written[Workspace]], actor: Actor) -> None:
        """Another reporting currency: every total is worked out again, in the background."""
        from highground.apps.accounts.tasks import totals_rebuild_later

        if any("currency" in change.after for change in written):
            totals_rebuild_later()


class ExchangeRate(Row):
    """What one unit of a currency is worth in another, the target, in one year. Only those into the reporting currency
    are used, so that a change of it never makes a rate say something else.
    """

    currency = models.CharField(_("currency"), max_length=3)
    target = models.CharField(_("into"), max_length=3)
    year = models.PositiveIntegerField(_("year"))
    rate = models.DecimalField(_("rate"), max_digits=18, decimal_places=8)
    source = models.CharField(_("source"), max_length=300)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("currency", "target", "year"), name="rate_once"),
            models.CheckConstraint(condition=models.Q(rate__gt=0), name="rate_positive"),
        )

    @classmethod
    def settle(cls, written: Sequence[Written[ExchangeRate]], actor: Actor) -> None:
        """Every total that was worked out with these rates is worked out again, in the background."""
        from highground.apps.accounts.tasks import totals_rebuild_later

        totals_rebuild_later()
