"""One shape for everything that stops a request: a page for people, problem+json (RFC 9457) for programs."""

from __future__ import annotations

import logging

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.csrf import requires_csrf_token

from highground.core.text import Text
from highground.kit import language
from highground.kit.language import translate
from highground.kit.problems import Conflict, Invalid, NotFound, Problem

log = logging.getLogger("highground")


class StaleForm(Conflict):
    """A form came without its token: it was open too long, or came from elsewhere."""

    code = "stale_form"
    status = 403
    title = Text("This page was open too long, so nothing was saved")
    next_step = Text("Go back, load the page again, and send it once more.")


def problem_response(request: HttpRequest, problem: Problem) -> HttpResponse:
    """The problem as the reader wants it, in their language even where nothing was set up for the request yet."""
    language.activate(translation.get_language() or "en")
    if wants_json(request):
        return JsonResponse(problem_json(problem), status=problem.status, content_type="application/problem+json")
    faults = [translate(found.text) for found in problem.faults] if isinstance(problem, Invalid) else []
    context = {
        "problem": problem,
        "title": translate(problem.title),
        "detail": translate(problem.detail) if problem.detail and not faults else "",
        "faults": faults,
        "next_step": translate(problem.next_step),
    }
    if request.headers.get("HX-Request"):
        return _told_in_place(request, problem, context)
    return render(request, "problem.html", context, status=problem.status)


def _told_in_place(request: HttpRequest, problem: Problem, context: dict[str, object]) -> HttpResponse:
    """For a part of a page: what was wrong stands below it, and what the reader typed stays."""
    response = render(request, "parts/problem_part.html", context, status=problem.status)
    response["HX-Retarget"] = "#toasts"
    response["HX-Reswap"] = "beforeend"
    return response


def problem_json(problem: Problem) -> dict[str, object]:
    """The problem by RFC 9457, with every fault."""
    told: dict[str, object] = {
        "type": f"about:blank#{problem.code}",
        "code": problem.code,
        "status": problem.status,
        "title": translate(problem.title),
        "next_step": translate(problem.next_step),
    }
    if problem.detail:
        told["detail"] = translate(problem.detail)
    if isinstance(problem, Invalid):
        told["faults"] = [{"text": translate(found.text), "line": found.line} for found in problem.faults]
    return told


def wants_json(request: HttpRequest) -> bool:
    """Whether a program asks rather than a browser."""
    accepted = request.headers.get("Accept", "")
    return "json" in accepted and "text/html" not in accepted


@requires_csrf_token
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """No such address."""
    return problem_response(request, NotFound())


def broken(request: HttpRequest) -> HttpResponse:
    """Something nobody foresaw; the log has it."""
    return problem_response(request, Problem())


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without a valid token."""
    log.info("form refused: %s", reason)
    return problem_response(request, StaleForm())
