"""Which entries of the audit trail somebody may read."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from highground.apps.accounts.scope import accounts_visible
from highground.kit.actor import Actor
from highground.kit.audit.models import Entry
from highground.kit.problems import NotFound


def entries_visible(actor: Actor) -> QuerySet[Entry]:
    """What happened to accounts the actor may see, and what they did themselves; everything with `audit.read`."""
    if actor.may("audit.read"):
        return Entry.objects.order_by("-number")
    shared = Q(scope__in=accounts_visible(actor).values("pk")) | Q(actor_id=actor.user_id, scope__isnull=True)
    return Entry.objects.filter(shared).order_by("-number")


def entry_visible(actor: Actor, number: int) -> Entry:
    """One entry. Raises NotFound."""
    found = entries_visible(actor).filter(number=number).first()
    if found is None:
        raise NotFound
    return found
