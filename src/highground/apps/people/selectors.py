"""Reads of the people subject."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet

from highground.apps.people.models import Person, Position
from highground.apps.people.scope import people_visible, person_visible, positions_visible
from highground.kit.actor import Actor
from highground.kit.language import current
from highground.kit.problems import NotFound
from highground.kit.search import named


def people_named(actor: Actor, wanted: str) -> QuerySet[Person]:
    """People whose name contains what was typed: characters, pinyin, initials or Latin; by name."""
    return named(in_order(people_visible(actor)), wanted)


def people_with_posts(actor: Actor, wanted: str) -> QuerySet[Person]:
    """People by name with the posts the actor may know of."""
    posts = positions_visible(actor).select_related("account").order_by("until", "-since", "pk")
    return people_named(actor, wanted).prefetch_related(Prefetch("positions", posts, "posts"))


def positions_of(actor: Actor, person_id: int) -> tuple[Person, list[Position]]:
    """A person with the posts the actor may know of. Raises NotFound."""
    person = person_visible(actor, person_id)
    posts = positions_visible(actor).filter(person=person).select_related("account").order_by("until", "-since", "pk")
    return person, list(posts)


def positions_at(actor: Actor, account_id: int) -> list[Position]:
    """Posts at an account, decision layer first, then by name."""
    posts = positions_visible(actor).filter(account=account_id).select_related("person")
    rank = {"decision": 0, "management": 1, "execution": 2, "": 3}
    return sorted(posts, key=lambda post: (rank[post.layer], post.person.sort_key, post.pk))


def in_order(people: QuerySet[Person]) -> QuerySet[Person]:
    """By name: on Chinese pages Chinese names first by pinyin, on English pages all by alphabet."""
    return (
        people.order_by("-is_chinese", "sort_key", "pk")
        if current() == "zh_Hans"
        else people.order_by("sort_key", "pk")
    )


def position_found(actor: Actor, position_id: int) -> Position:
    """One post with its person and account. Raises NotFound."""
    found = positions_visible(actor).select_related("person", "account").filter(pk=position_id).first()
    if found is None:
        raise NotFound
    return found
