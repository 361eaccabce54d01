"""Value lists of the people subject."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Layer(models.TextChoices):
    """Where in the customer's organisation a post stands."""

    DECISION = "decision", _("Decision")
    MANAGEMENT = "management", _("Management")
    EXECUTION = "execution", _("Execution")
