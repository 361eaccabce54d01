"""A request of somebody signed in."""

from __future__ import annotations

from django.http import HttpRequest

from highground.kit.actor import Actor


class ActorRequest(HttpRequest):
    """A request whose actor is known: every page but those of sign-in gets one."""

    actor: Actor
