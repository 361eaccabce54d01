"""Pages of the activity subject."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from highground.apps.accounts.scope import account_visible
from highground.apps.activity.scope import entries_visible, entry_visible
from highground.apps.activity.selectors import PAGE_SIZE, activity_answer, told
from highground.apps.activity.services import undo
from highground.kit.clock import today
from highground.kit.forms import tell
from highground.kit.pages import page
from highground.kit.requests import ActorRequest


@page("GET")
def activity_list(request: ActorRequest) -> HttpResponse:
    """What was done, the latest first."""
    entries = entries_visible(request.actor)
    asked = request.GET.get("account", "")
    account = account_visible(request.actor, int(asked)) if asked.isdecimal() and len(asked) < 18 else None
    if account is not None:
        entries = entries.filter(scope=account.pk)
    rows = Paginator(entries, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "answer": activity_answer(entries, account, today()),
        "account": account,
        "page": rows,
        "told": told(request.actor, list(rows)),
    }
    return render(request, "activity/list.html", context)


@page("POST", within=entry_visible)
def undo_entry(request: ActorRequest, number: int) -> HttpResponse:
    """Take a change back."""
    tell(request, undo(request.actor, number=number), _("Taken back"))
    wanted = request.POST.get("next", "")
    ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, {request.get_host()})
    return redirect(wanted if ours else "activity:list")
