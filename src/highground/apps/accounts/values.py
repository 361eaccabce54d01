"""Value lists of the accounts subject."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AccountClass(models.TextChoices):
    """How we treat a customer."""

    STRATEGIC = "S", _("S, strategic")
    PARTNER = "A", _("A, partner")
    CASH_B = "B", _("B, cash flow")
    CASH_C = "C", _("C, cash flow")


class Attachment(models.TextChoices):
    """How an account hangs on the one above it in its group."""

    SUBSIDIARY = "subsidiary", _("Subsidiary")
    REGION = "region", _("Regional unit")
    FOLLOW_ON = "follow_on", _("Follow-on business")


class TeamPart(models.TextChoices):
    """What somebody answers for in an account team."""

    AR = "AR", _("AR, customer relations")
    SR = "SR", _("SR, solution")
    FR = "FR", _("FR, delivery")


class FigureKind(models.TextChoices):
    """What an amount of money is."""

    REVENUE = "revenue", _("Revenue")
    POTENTIAL = "potential", _("Potential")


class Confidence(models.TextChoices):
    """How sure a fact is."""

    CONFIRMED = "confirmed", _("confirmed")
    REPORTED = "reported", _("reported")
    ASSUMED = "assumed", pgettext_lazy("confidence of a fact", "assumed")
