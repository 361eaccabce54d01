"""Which people somebody may know of: those with a post at an account they may see. Sharing an account shares them."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from highground.apps.accounts.scope import accounts_visible
from highground.apps.people.models import Person, Position
from highground.kit.actor import Actor
from highground.kit.problems import NotFound


def people_visible(actor: Actor) -> QuerySet[Person]:
    """Everybody with a post at an account the actor may see."""
    if not actor.may("people.view"):
        return Person.objects.none()
    if actor.may("accounts.view_all"):
        return Person.objects.all()
    shared = Position.objects.filter(person=OuterRef("pk"), account__in=accounts_visible(actor).values("pk"))
    return Person.objects.filter(Exists(shared))


def person_visible(actor: Actor, person_id: int) -> Person:
    """One person. Raises NotFound where there is none or none the actor may know of."""
    found = people_visible(actor).filter(pk=person_id).first()
    if found is None:
        raise NotFound
    return found


def positions_visible(actor: Actor) -> QuerySet[Position]:
    """Posts at accounts the actor may see: a second post elsewhere stays unknown."""
    return Position.objects.filter(account__in=accounts_visible(actor).values("pk"))
