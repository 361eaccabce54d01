"""Settings of the whole workspace, and its exchange rates."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from highground.kit.rows import Row


class Workspace(Row):
    """Settings of the whole workspace. One row."""

    name = models.CharField(_("name"), max_length=100, blank=True)
    currency = models.CharField(_("reporting currency"), max_length=3, default="EUR")
    value_year = models.PositiveIntegerField(_("year of the figures on the list"))
    is_demo = models.BooleanField(default=False, editable=False)


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
