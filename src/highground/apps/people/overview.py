"""What the people subject shows on the account page, and the sentences of its own pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from highground.apps.accounts.models import Account
from highground.apps.people.models import Person, Position
from highground.apps.people.scope import positions_visible
from highground.apps.people.selectors import positions_at
from highground.core.text import Text, plural_text
from highground.kit.actor import Actor
from highground.kit.clock import today


def people_section(actor: Actor, account: Account) -> Mapping[str, Any]:
    """Who works there, decision layer first; whoever has left stands at the end."""
    held, past = held_and_past(positions_at(actor, account.pk))
    return {"positions": held, "past": past}


def held_and_past(posts: Sequence[Position]) -> tuple[list[Position], list[Position]]:
    """The posts held today, and those that ended before."""
    now = today()
    held = [post for post in posts if post.until is None or post.until >= now]
    return held, [post for post in posts if post not in held]


def person_answer(person: Person, posts: Sequence[Position]) -> Text:
    """The sentence of the person's page."""
    held, _past = held_and_past(posts)
    if not held:
        return Text("Where %(name)s works today is not known", {"name": person.name})
    first = Text("%(title)s at %(account)s", {"title": held[0].title, "account": held[0].account.name})
    if len({post.account_id for post in held}) == 1:
        return Text("%(name)s is %(post)s", {"name": person.name, "post": first})
    return plural_text(
        "%(name)s is %(post)s, and holds one more post",
        "%(name)s is %(post)s, and holds %(count)s more posts",
        len(held) - 1,
        {"name": person.name, "post": first},
    )


def people_answer(actor: Actor, count: int, wanted: str) -> Text:
    """The sentence over the list of people."""
    if wanted:
        return plural_text(
            "One person fits “%(wanted)s”", "%(count)s people fit “%(wanted)s”", count, {"wanted": wanted}
        )
    if count == 0:
        return Text("We know nobody yet at the accounts shared with you")
    layers = positions_visible(actor).filter(layer="decision").values("person").distinct().count()
    return plural_text(
        "We know one person; %(deciders)s in a decision layer",
        "We know %(count)s people; %(deciders)s of them in a decision layer",
        count,
        {"deciders": layers},
    )
