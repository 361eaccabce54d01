"""Pages of the people subject."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from highground.apps.accounts.scope import account_visible
from highground.apps.people.forms import NamesForm, NewPersonForm, NewPositionForm, PositionForm
from highground.apps.people.models import Person
from highground.apps.people.overview import held_and_past, people_answer, person_answer
from highground.apps.people.scope import person_visible
from highground.apps.people.selectors import people_with_posts, position_found, positions_of
from highground.apps.people.services import (
    NAMES,
    person_add,
    person_change,
    position_add,
    position_change,
    position_remove,
)
from highground.core.text import Text
from highground.kit.forms import saved, tell
from highground.kit.pages import page
from highground.kit.requests import ActorRequest, typed

PAGE_SIZE = 50


def person_address(person: Person) -> str:
    """The person's page."""
    return reverse("people:person", args=[person.pk])


@page("GET", permission="people.view")
def people_list(request: ActorRequest) -> HttpResponse:
    """Everybody somebody may know of."""
    wanted = typed(request)
    rows = Paginator(people_with_posts(request.actor, wanted), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"answer": people_answer(request.actor, rows.paginator.count, wanted), "page": rows, "wanted": wanted}
    return render(request, "people/list.html", context)


@page("GET", permission="people.view", within=person_visible)
def person(request: ActorRequest, person_id: int) -> HttpResponse:
    """One person with the posts the reader may know of."""
    found, posts = positions_of(request.actor, person_id)
    held, past = held_and_past(posts)
    context = {"person": found, "posts": posts, "held": held, "past": past, "answer": person_answer(found, posts)}
    return render(request, "people/person.html", context)


@page("GET", "POST", permission="people.record", within=account_visible)
def add(request: ActorRequest, account_id: int) -> HttpResponse:
    """Add a person who works at an account."""
    account = account_visible(request.actor, account_id)
    form = NewPersonForm(request.POST or None)
    done = saved(
        request,
        form,
        lambda values, version: person_add(request.actor, account_id=account_id, **_parted(values)),
        to=person_address,
        says=_("Person added"),
    )
    context = {
        "form": form,
        "account": account,
        "answer": Text("Who works at %(name)s?", {"name": account.name}),
        "cancel": reverse("accounts:account", args=[account_id]),
    }
    return done or render(request, "people/form.html", context)


@page("GET", "POST", permission="people.record", within=person_visible)
def edit(request: ActorRequest, person_id: int) -> HttpResponse:
    """Change what a person is called."""
    found = person_visible(request.actor, person_id)
    form = NamesForm(request.POST or None, initial={name: getattr(found, name) for name in NamesForm.base_fields})
    done = saved(
        request,
        form,
        lambda values, version: person_change(request.actor, person_id=person_id, values=values, version=version),
        to=person_address(found),
        says=_("Name changed"),
    )
    return done or _form(request, found, form, Text("What is %(name)s called?", {"name": found.name}))


@page("GET", "POST", permission="people.record", within=person_visible)
def position_new(request: ActorRequest, person_id: int) -> HttpResponse:
    """Record one more post of a person."""
    found = person_visible(request.actor, person_id)
    form = NewPositionForm(request.POST or None, actor=request.actor)
    done = saved(
        request,
        form,
        lambda values, version: position_add(
            request.actor, person_id=person_id, account_id=values.pop("account").pk, values=values
        ),
        to=person_address(found),
        says=_("Post recorded"),
    )
    return done or _form(request, found, form, Text("Where else does %(name)s hold a post?", {"name": found.name}))


@page("GET", "POST", permission="people.record", within=position_found)
def position_edit(request: ActorRequest, position_id: int) -> HttpResponse:
    """Change a post."""
    found = position_found(request.actor, position_id)
    form = PositionForm(request.POST or None, initial={name: getattr(found, name) for name in PositionForm.base_fields})
    done = saved(
        request,
        form,
        lambda values, version: position_change(request.actor, position_id=position_id, values=values, version=version),
        to=person_address(found.person),
        says=_("Post changed"),
    )
    answer = Text("What does %(name)s do at %(account)s?", {"name": found.person.name, "account": found.account.name})
    return done or _form(request, found.person, form, answer)


@page("POST", permission="people.record", within=position_found)
def position_drop(request: ActorRequest, position_id: int) -> HttpResponse:
    """Take out a post recorded by mistake."""
    account_id = position_found(request.actor, position_id).account_id
    tell(request, position_remove(request.actor, position_id=position_id), _("Post taken out"))
    return redirect("accounts:account", account_id)


def _parted(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """What belongs to the person and what to the post."""
    return {
        "values": {name: value for name, value in values.items() if name in NAMES},
        "position": {name: value for name, value in values.items() if name not in NAMES},
    }


def _form(request: ActorRequest, person: Person, form: Any, answer: Text) -> HttpResponse:
    context = {"form": form, "person": person, "answer": answer, "cancel": person_address(person)}
    return render(request, "people/form.html", context)
