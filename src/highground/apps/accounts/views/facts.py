"""What belongs to an account: facts, notes, the team."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from highground.apps.accounts.forms import FACT_FORMS, FactForm, NoteForm, PartForm, TeamForm
from highground.apps.accounts.models import Account, Fact
from highground.apps.accounts.scope import account_visible
from highground.apps.accounts.selectors import account_of, workspace
from highground.apps.accounts.services import (
    FACTS,
    fact_add,
    fact_change,
    fact_remove,
    note_add,
    note_read,
    note_remove,
    team_add,
    team_change,
    team_remove,
)
from highground.apps.accounts.views.account import account_address
from highground.core.text import Text
from highground.kit.forms import saved, tell
from highground.kit.pages import page
from highground.kit.problems import NotFound
from highground.kit.requests import ActorRequest

QUESTIONS = {
    "figure": Text("What did %(name)s bring, or could it bring, in which period?"),
    "contract": Text("What did %(name)s agree with us, and until when?"),
    "purchase": Text("What of ours does %(name)s use?"),
    "footprint": Text("Who else is at %(name)s, and with what?"),
}
SECTION_OF = {"figure": "value", "contract": "contracts", "purchase": "products", "footprint": "competitors"}
"""The section of the account page that shows a kind of fact."""


@page("GET", "POST", permission="accounts.record", within=account_visible)
def fact_new(request: ActorRequest, account_id: int, kind: str) -> HttpResponse:
    """Record a fact."""
    account, form_class = account_of(request.actor, account_id), _form_class(kind)
    form = form_class(request.POST or None, initial={"currency": workspace().currency})
    done = saved(
        request,
        form,
        lambda values, version: fact_add(request.actor, account_id=account_id, kind=kind, values=values),
        to=f"{account_address(account)}#{SECTION_OF[kind]}",
        says=_("Recorded"),
    )
    return done or _form(request, account, form, kind)


@page("GET", "POST", permission="accounts.record", within=account_visible)
def fact_edit(request: ActorRequest, account_id: int, kind: str, fact_id: int) -> HttpResponse:
    """Change a fact."""
    account, form_class = account_of(request.actor, account_id), _form_class(kind)
    fact = _fact(account, kind, fact_id)
    form = form_class(request.POST or None, initial={name: getattr(fact, name) for name in form_class.base_fields})
    done = saved(
        request,
        form,
        lambda values, version: fact_change(
            request.actor, account_id=account_id, kind=kind, fact_id=fact_id, values=values, version=version
        ),
        to=f"{account_address(account)}#{SECTION_OF[kind]}",
        says=_("Changed"),
    )
    return done or _form(request, account, form, kind, fact)


@page("POST", permission="accounts.record", within=account_visible)
def fact_drop(request: ActorRequest, account_id: int, kind: str, fact_id: int) -> HttpResponse:
    """Take a fact out."""
    _form_class(kind)
    tell(request, fact_remove(request.actor, account_id=account_id, kind=kind, fact_id=fact_id), _("Taken out"))
    return redirect("accounts:account", account_id)


@page("GET", "POST", permission="accounts.record", within=account_visible)
def note_new(request: ActorRequest, account_id: int) -> HttpResponse:
    """Write a note."""
    account = account_of(request.actor, account_id)
    form = NoteForm(request.POST or None)
    done = saved(
        request,
        form,
        lambda values, version: note_add(request.actor, account_id=account_id, **values),
        to=f"{account_address(account)}#notes",
        says=_("Note kept"),
    )
    context = {
        "account": account,
        "form": form,
        "answer": Text("What is worth remembering about %(name)s?", {"name": account.name}),
        "cancel": account_address(account),
    }
    return done or render(request, "accounts/form.html", context)


@page("POST", permission="accounts.read_sensitive", within=account_visible)
def note_open(request: ActorRequest, account_id: int, note_id: int) -> HttpResponse:
    """Show a sensitive note; that it was read is recorded."""
    account = account_of(request.actor, account_id)
    note = note_read(request.actor, account_id=account_id, note_id=note_id).value
    context = {
        "account": account,
        "note": note,
        "answer": Text("A sensitive note on %(name)s; that you read it is on record", {"name": account.name}),
    }
    return render(request, "accounts/note.html", context)


@page("POST", permission="accounts.record", within=account_visible)
def note_drop(request: ActorRequest, account_id: int, note_id: int) -> HttpResponse:
    """Take a note out."""
    tell(request, note_remove(request.actor, account_id=account_id, note_id=note_id), _("Note taken out"))
    return redirect("accounts:account", account_id)


@page("GET", "POST", permission="accounts.share", within=account_visible)
def team_new(request: ActorRequest, account_id: int) -> HttpResponse:
    """Share the account with a colleague."""
    account = account_of(request.actor, account_id)
    form = TeamForm(request.POST or None)
    done = saved(
        request,
        form,
        lambda values, version: team_add(
            request.actor, account_id=account_id, user_id=values["user"].pk, part=values["part"]
        ),
        to=f"{account_address(account)}#team",
        says=_("Shared"),
    )
    context = {
        "account": account,
        "form": form,
        "answer": Text("Who else looks after %(name)s?", {"name": account.name}),
        "lead": Text("They will see this account, every account below it in the group, and the people there."),
        "cancel": account_address(account),
    }
    return done or render(request, "accounts/form.html", context)


@page("POST", permission="accounts.share", within=account_visible)
def team_part(request: ActorRequest, account_id: int, member_id: int) -> HttpResponse:
    """Change what a member of the team answers for."""
    form = PartForm(request.POST)
    if form.is_valid():
        done = team_change(request.actor, account_id=account_id, member_id=member_id, part=form.cleaned_data["part"])
        tell(request, done, _("Team changed"))
    return redirect("accounts:account", account_id)


@page("POST", permission="accounts.share", within=account_visible)
def team_drop(request: ActorRequest, account_id: int, member_id: int) -> HttpResponse:
    """Stop sharing the account with a colleague."""
    tell(request, team_remove(request.actor, account_id=account_id, member_id=member_id), _("No longer shared"))
    return redirect("accounts:list")


def _form_class(kind: str) -> type[FactForm]:
    if kind not in FACT_FORMS:
        raise NotFound
    return FACT_FORMS[kind]


def _fact(account: Account, kind: str, fact_id: int) -> Fact:
    found = FACTS[kind]._default_manager.filter(account=account, pk=fact_id).first()
    if found is None:
        raise NotFound
    return found


def _form(request: ActorRequest, account: Account, form: FactForm, kind: str, fact: Fact | None = None) -> HttpResponse:
    answer = Text(QUESTIONS[kind].template, {"name": account.name})
    context = {
        "account": account,
        "form": form,
        "fact": fact,
        "kind": kind,
        "answer": answer,
        "cancel": account_address(account),
    }
    return render(request, "accounts/form.html", context)
