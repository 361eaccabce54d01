"""One account: its page, its group, and changing what it is."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from highground.apps.accounts.forms import DetailsForm, NewAccountForm, StandingForm
from highground.apps.accounts.models import Account
from highground.apps.accounts.overview import account_answer, account_facts, account_second, amounts_of
from highground.apps.accounts.scope import account_visible, accounts_visible
from highground.apps.accounts.sections import sections_of
from highground.apps.accounts.selectors import account_of, path_to, value_of, workspace
from highground.apps.accounts.services import (
    account_add,
    account_archive,
    account_change,
    account_place,
    account_restore,
)
from highground.apps.accounts.tasks import totals_are_pending
from highground.apps.accounts.tree import group_answer, group_tree
from highground.core.text import Text
from highground.kit.forms import saved, tell
from highground.kit.pages import page
from highground.kit.requests import ActorRequest


def account_address(account: Account) -> str:
    """The account's page."""
    return reverse("accounts:account", args=[account.pk])


@page("GET", permission="accounts.view", within=account_visible)
def account(request: ActorRequest, account_id: int) -> HttpResponse:
    """Where this customer stands with us."""
    found = account_of(request.actor, account_id)
    settings = workspace()
    value = value_of(found.pk, year=settings.value_year, currency=settings.currency)
    context = {
        "account": found,
        "answer": account_answer(found, value),
        "lead": account_second(found),
        "value": value,
        "facts": account_facts(found, value),
        "are_pending": totals_are_pending(),
        "path": path_to(request.actor, found),
        "main": sections_of(request.actor, found, "main"),
        "side": sections_of(request.actor, found, "side"),
    }
    return render(request, "accounts/account.html", context)


@page("GET", permission="accounts.view", within=account_visible)
def group(request: ActorRequest, account_id: int) -> HttpResponse:
    """The account with everything below it, as a tree."""
    found = account_of(request.actor, account_id)
    settings = workspace()
    tree = group_tree(request.actor, found, year=settings.value_year, currency=settings.currency)
    context = {
        "account": found,
        "answer": group_answer(found, tree),
        "tree": tree,
        "amounts": amounts_of(branch.account for branch in tree.branches),
        "path": path_to(request.actor, found),
        "settings": settings,
    }
    return render(request, "accounts/group.html", context)


@page("GET", "POST", permission="accounts.manage")
def add(request: ActorRequest) -> HttpResponse:
    """Add an account."""
    form = NewAccountForm(request.POST or None, actor=request.actor)
    done = saved(
        request,
        form,
        lambda values, version: account_add(request.actor, values=values),
        to=account_address,
        says=_("Account added"),
    )
    context = {
        "form": form,
        "answer": Text("Which customer do you want to win or keep?"),
        "cancel": reverse("accounts:list"),
    }
    return done or render(request, "accounts/form.html", context)


@page("GET", "POST", permission="accounts.record", within=account_visible)
def edit(request: ActorRequest, account_id: int) -> HttpResponse:
    """Change what an account is called and what it is."""
    found = account_of(request.actor, account_id)
    form = DetailsForm(request.POST or None, actor=request.actor, initial=_initial(found, DetailsForm))
    done = saved(
        request,
        form,
        lambda values, version: account_change(request.actor, account_id=account_id, values=values, version=version),
        to=account_address(found),
        says=_("Account changed"),
    )
    return done or _form(request, found, form, Text("What is %(name)s?", {"name": found.name}))


@page("GET", "POST", permission="accounts.manage", within=account_visible)
def place(request: ActorRequest, account_id: int) -> HttpResponse:
    """Change an account's class and its place in a group."""
    found = account_of(request.actor, account_id)
    form = StandingForm(request.POST or None, actor=request.actor, initial=_initial(found, StandingForm))
    if found.parent_id is not None and not accounts_visible(request.actor).filter(pk=found.parent_id).exists():
        form.leave_group()
    done = saved(
        request,
        form,
        lambda values, version: account_place(request.actor, account_id=account_id, values=values, version=version),
        to=account_address(found),
        says=_("Class and group changed"),
    )
    return done or _form(
        request, found, form, Text("How do we treat %(name)s, and to whom does it belong?", {"name": found.name})
    )


@page("POST", permission="accounts.manage", within=account_visible)
def archive(request: ActorRequest, account_id: int) -> HttpResponse:
    """Put an account out of the lists."""
    tell(request, account_archive(request.actor, account_id=account_id), _("Account archived"))
    return redirect("accounts:account", account_id)


@page("POST", permission="accounts.manage", within=account_visible)
def restore(request: ActorRequest, account_id: int) -> HttpResponse:
    """Bring an account back into the lists."""
    tell(request, account_restore(request.actor, account_id=account_id), _("Account back in the lists"))
    return redirect("accounts:account", account_id)


def _initial(account: Account, form: type[DetailsForm] | type[StandingForm]) -> dict[str, object]:
    return {name: getattr(account, name) for name in form.base_fields}


def _form(request: ActorRequest, account: Account, form: DetailsForm | StandingForm, answer: Text) -> HttpResponse:
    context = {"account": account, "form": form, "answer": answer, "cancel": account_address(account)}
    return render(request, "accounts/form.html", context)
