"""The list of accounts, its saved views, and names to choose from."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from highground.apps.accounts.chips import chips_of, kept_pairs
from highground.apps.accounts.forms import SUGGESTED, SavedViewForm
from highground.apps.accounts.listing import (
    COLUMNS,
    EXPIRES,
    ListQuery,
    accounts_asked,
    concentration,
    list_answer,
    list_gap,
    page_of,
)
from highground.apps.accounts.models import Competitor, Industry, Region, SavedView
from highground.apps.accounts.selectors import accounts_named, workspace
from highground.apps.accounts.services import view_remove, view_save
from highground.apps.accounts.tasks import totals_are_pending
from highground.apps.accounts.values import AccountClass
from highground.kit.clock import today
from highground.kit.forms import saved, tell
from highground.kit.pages import page
from highground.kit.requests import ActorRequest, typed


@page("GET", permission="accounts.view")
def account_list(request: ActorRequest) -> HttpResponse:
    """The accounts somebody may see, searched, filtered, sorted."""
    settings = workspace()
    query = ListQuery.read(dict(request.GET.lists()))
    now = today()
    accounts = accounts_asked(request.actor, query, today=now)
    everything = not query.is_filtered and not query.is_archived and request.actor.may("accounts.view_all")
    found = concentration(accounts, year=settings.value_year, everything=everything)
    rows = page_of(accounts, query, year=settings.value_year, count=found.accounts, today=now)
    context = {
        "answer": list_answer(found, query, year=settings.value_year, currency=settings.currency),
        "lead": list_gap(found, year=settings.value_year),
        "query": query,
        "chips": chips_of(request.GET, query),
        "kept": kept_pairs(request.GET, "col"),
        "kept_order": [pair for pair in kept_pairs(request.GET) if pair[0] in ("sort", "col")],
        "page": rows,
        "amounts": [amount for row in rows for amount in (row.own, row.group, row.own_potential)],
        "settings": settings,
        "columns": COLUMNS,
        "classes": AccountClass.choices,
        "industries": Industry.objects.all(),
        "regions": Region.objects.all(),
        "competitors": Competitor.objects.all()[:200],
        "expires": EXPIRES,
        "views": SavedView.objects.filter(user_id=request.actor.key),
        "view_form": SavedViewForm(initial={"query": urlencode(kept_pairs(request.GET))}),
        "are_pending": totals_are_pending(),
    }
    return render(request, "accounts/list.html", context)


@page("GET", permission="accounts.view")
def names(request: ActorRequest) -> HttpResponse:
    """Names that fit what is being typed, as options of a list."""
    wanted = typed(request)
    if request.GET.get("of") == "competitors":
        found = list(Competitor.objects.filter(name__icontains=wanted).values_list("name", flat=True)[:SUGGESTED])
    else:
        found = list(accounts_named(request.actor, wanted).values_list("name", flat=True)[:SUGGESTED])
    return render(request, "accounts/names.html", {"names": found})


@page("POST", permission="accounts.view")
def view_add(request: ActorRequest) -> HttpResponse:
    """Keep the search on the page under a name."""
    form = SavedViewForm(request.POST)
    done = saved(
        request,
        form,
        lambda values, version: view_save(request.actor, **values),
        to=lambda view: f"{reverse('accounts:list')}?{view.query}",
        says=_("View kept"),
    )
    return done or render(request, "accounts/form.html", {"form": form, "answer": _("The view needs a name")})


@page("POST", permission="accounts.view")
def view_drop(request: ActorRequest, view_id: int) -> HttpResponse:
    """Drop a kept search."""
    tell(request, view_remove(request.actor, view_id=view_id), _("View dropped"))
    return redirect("accounts:list")
