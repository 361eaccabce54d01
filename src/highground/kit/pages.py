"""What a view says of itself: who may open the page."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from highground.kit.actor import Actor
from highground.kit.requests import ActorRequest

P = ParamSpec("P")
View = Callable[Concatenate[Any, P], HttpResponse]


def page(
    *methods: str, permission: str | None = None, within: Callable[[Actor, int], object] | None = None
) -> Callable[[View[P]], View[P]]:
    """A page for people signed in, by these HTTP methods; with `permission`, for those alone who hold it.

    `within` finds the record the address is about, by its first number, and raises NotFound where the actor may not
    know of it. It is asked before the permission, so that what is not shared looks like what is not there.
    """

    def register(view: View[P]) -> View[P]:
        @wraps(view)
        def opened(request: ActorRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if within is not None:
                within(request.actor, cast(int, next(iter(kwargs.values()))))
            if permission is not None:
                request.actor.require(permission)
            return view(request, *args, **kwargs)

        return cast(View[P], require_http_methods([*methods, *(["HEAD"] if "GET" in methods else [])])(opened))

    return register
