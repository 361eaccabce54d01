"""What happens around every request."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from highground.apps.users.models import User
from highground.apps.users.selectors import actor_of
from highground.core.faults import InputError
from highground.interfaces.web.errors import problem_response
from highground.kit import language
from highground.kit.problems import Problem, as_problem

Handler = Callable[[HttpRequest], HttpResponse]


def content_policy(get_response: Handler) -> Handler:
    """Let a page load from this server alone, and run no script written into it."""
    forms = f"'self' {settings.ENVIRONMENT.oidc.origin}" if settings.ENVIRONMENT.oidc else "'self'"
    policy = "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            f"form-action {forms}",
            "frame-ancestors 'none'",
            "base-uri 'none'",
        )
    )

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.setdefault("Content-Security-Policy", policy)
        response.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        return response

    return middleware


def reader(get_response: Handler) -> Handler:
    """Know who reads, as an actor, and speak their language; `request.actor` is None before sign-in."""

    def middleware(request: HttpRequest) -> HttpResponse:
        user = request.user
        request.actor = replace(actor_of(user), memory={}) if isinstance(user, User) else None  # type: ignore[attr-defined]
        chosen = user.language if isinstance(user, User) else ""
        if chosen:
            translation.activate(chosen)
            request.LANGUAGE_CODE = chosen
        language.activate(translation.get_language() or "en")
        response = get_response(request)
        if isinstance(user, User):
            # Pages tell of customers' people: nothing of them stays in a browser or a proxy.
            response.setdefault("Cache-Control", "private, no-store")
        return response

    return middleware


def problems(get_response: Handler) -> Handler:
    """Answer what stops a request in one shape. Django calls `process_exception` of what this gives."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, Problem | InputError):
            return problem_response(request, as_problem(error))
        return None

    middleware.process_exception = process_exception  # type: ignore[attr-defined]
    return middleware
