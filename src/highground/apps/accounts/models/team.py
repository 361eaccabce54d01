"""Who sees which accounts, and the searches they keep."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from highground.apps.accounts.models.account import OfAccount
from highground.apps.accounts.models.terms import Region
from highground.apps.accounts.values import TeamPart
from highground.kit.rows import Row


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

    region = models.ForeignKey(Region, models.PROTECT, related_name="directors", verbose_name=_("region"))
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
