"""Pages of the shell."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from highground.apps.accounts.selectors import accounts_named
from highground.apps.people.selectors import people_named
from highground.apps.users.services import user_settings
from highground.interfaces.web.design import design_context
from highground.kit.language import language_for
from highground.kit.pages import page
from highground.kit.requests import ActorRequest, typed

SHOWN = 20
LANGUAGES = {"en": "en", "zh_Hans": "zh-hans"}


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The first page after sign-in."""
    return redirect("accounts:list")


@login_not_required
@require_POST
def language(request: ActorRequest) -> HttpResponse:
    """Switch the language and stay on the page."""
    chosen = LANGUAGES[language_for(request.POST.get("language", ""))]
    if request.actor:
        user_settings(request.actor, values={"language": chosen})
    response = redirect(_back(request))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        chosen,
        max_age=365 * 24 * 3600,
        httponly=True,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        samesite="Lax",
    )
    return response


@require_POST
def theme(request: ActorRequest) -> HttpResponse:
    """Switch between light and dark and stay on the page."""
    user_settings(request.actor, values={"theme": request.POST.get("theme", "auto")})
    return redirect(_back(request))


@require_GET
def search(request: ActorRequest) -> HttpResponse:
    """Accounts and people whose names match, the nearest first."""
    wanted = typed(request)
    accounts = list(accounts_named(request.actor, wanted)[:SHOWN]) if wanted else []
    people = list(people_named(request.actor, wanted)[:SHOWN]) if wanted else []
    found = len(accounts) + len(people)
    context = {"wanted": wanted, "accounts": accounts, "people": people, "answer": search_answer(wanted, found)}
    return render(request, "search.html", context)


def search_answer(wanted: str, found: int) -> str:
    """The sentence over the results."""
    if not wanted:
        return _("Type a name: Chinese, pinyin, initials or English")
    if not found:
        return _("Nobody and nothing you may see is called “%(wanted)s”") % {"wanted": wanted}
    return ngettext("One match for “%(wanted)s”", "%(count)s matches for “%(wanted)s”", found) % {
        "wanted": wanted,
        "count": found,
    }


@page("GET", "POST")
def design(request: ActorRequest) -> HttpResponse:
    """Every part of the pages in all its states. A button of a sample leads back here and writes nothing."""
    theme = getattr(request.user, "theme", "") or "auto"
    shown = design_context(request, reader_theme=theme, reader_language=get_language() or "en")
    return render(request, "design.html", shown)


def _back(request: HttpRequest) -> str:
    """The page the reader came from, if it is one of ours."""
    wanted = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours and wanted.startswith("/") else "/"
