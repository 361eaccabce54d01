"""Settings of the workspace: currency and year, exchange rates, value lists."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from highground.apps.accounts.forms import RateForm, TermForm, WorkspaceForm
from highground.apps.accounts.models import ExchangeRate
from highground.apps.accounts.selectors import workspace as workspace_settings
from highground.apps.accounts.services import TERMS, rate_set, term_add, term_change, workspace_change
from highground.apps.accounts.tasks import totals_are_pending
from highground.core.text import Text
from highground.kit.forms import saved
from highground.kit.pages import page
from highground.kit.problems import NotFound
from highground.kit.requests import ActorRequest

LISTS = {
    "region": Text("Regions"),
    "industry": Text("Industries"),
    "product": Text("Products"),
}


@page("GET", "POST", permission="workspace.manage")
def workspace(request: ActorRequest) -> HttpResponse:
    """What holds for the whole workspace."""
    settings = workspace_settings()
    initial = {name: getattr(settings, name) for name in WorkspaceForm.base_fields}
    form = WorkspaceForm(request.POST or None, initial=initial)
    done = saved(
        request,
        form,
        lambda values, version: workspace_change(request.actor, values=values, version=version),
        to=reverse("accounts:workspace"),
        says=_("Settings changed"),
    )
    context = {
        "answer": Text(
            "Values are told in %(currency)s, for %(year)s",
            {"currency": settings.currency, "year": settings.value_year},
        ),
        "form": form,
        "rates": ExchangeRate.objects.filter(target=settings.currency).order_by("currency", "-year"),
        "lists": [(kind, LISTS[kind], model._default_manager.all()) for kind, model in TERMS.items()],
        "are_pending": totals_are_pending(),
        "settings": settings,
    }
    return done or render(request, "accounts/workspace.html", context)


@page("GET", "POST", permission="workspace.manage")
def rate(request: ActorRequest) -> HttpResponse:
    """Say what a currency was worth."""
    form = RateForm(request.POST or None)
    done = saved(
        request,
        form,
        lambda values, version: rate_set(request.actor, **values),
        to=reverse("accounts:workspace"),
        says=_("Exchange rate set; the totals follow within a minute"),
    )
    context = {
        "form": form,
        "answer": Text("What was one unit worth in %(currency)s?", {"currency": workspace_settings().currency}),
        "cancel": reverse("accounts:workspace"),
    }
    return done or render(request, "accounts/form.html", context)


@page("GET", "POST", permission="workspace.manage")
def term_new(request: ActorRequest, kind: str) -> HttpResponse:
    """Add a word to a value list."""
    if kind not in TERMS:
        raise NotFound
    form = TermForm(request.POST or None)
    done = saved(
        request,
        form,
        lambda values, version: term_add(request.actor, kind=kind, values=values),
        to=reverse("accounts:workspace"),
        says=_("Added"),
    )
    context = {"form": form, "answer": LISTS[kind], "cancel": reverse("accounts:workspace")}
    return done or render(request, "accounts/form.html", context)


@page("GET", "POST", permission="workspace.manage")
def term_edit(request: ActorRequest, kind: str, term_id: int) -> HttpResponse:
    """Rename a word of a value list."""
    term = TERMS[kind]._default_manager.filter(pk=term_id).first() if kind in TERMS else None
    if term is None:
        raise NotFound
    form = TermForm(request.POST or None, initial={name: getattr(term, name) for name in TermForm.base_fields})
    done = saved(
        request,
        form,
        lambda values, version: term_change(request.actor, kind=kind, term_id=term_id, values=values, version=version),
        to=reverse("accounts:workspace"),
        says=_("Renamed"),
    )
    context = {"form": form, "answer": LISTS[kind], "cancel": reverse("accounts:workspace")}
    return done or render(request, "accounts/form.html", context)
