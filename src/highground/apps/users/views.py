"""Pages of the users subject."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.socialaccount.models import SocialAccount
from django.conf import settings as site
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from highground.apps.accounts.models import RegionDirector, Workspace
from highground.apps.accounts.services import director_add, director_remove
from highground.apps.users.forms import AddForm, ChangeForm, PasswordForm, SettingsForm, add_faults
from highground.apps.users.models import User
from highground.apps.users.roles import Role
from highground.apps.users.selectors import (
    has_two_step,
    last_changed,
    permission_lines,
    user_found,
    user_lines,
    user_self,
    users_answer,
)
from highground.apps.users.services import (
    password_generated,
    user_add,
    user_change,
    user_reset_two_step,
    user_set_password,
    user_settings,
)
from highground.core.faults import InputError
from highground.core.text import Text
from highground.kit.actor import Actor
from highground.kit.problems import EditConflict, NotFound
from highground.kit.requests import ActorRequest

View = Callable[..., HttpResponseBase]
EDITED = ("name", "reading", "email", "role", "is_active")


def has_mail() -> bool:
    """Whether the workspace can send mail."""
    return bool(site.ENVIRONMENT.mail_url)


def needs_mail(view: View) -> View:
    """Only where the workspace can send mail is there such a page."""

    @wraps(view)
    def only_with_mail(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not has_mail():
            raise NotFound
        return view(request, *args, **kwargs)

    return only_with_mail


def demo_hint() -> dict[str, str] | None:
    """Name and password of the demo workspace, to be shown beside the form; nothing on a real one."""
    from highground.apps.demo.cast import DEMO_PASSWORD, DEMO_USER

    is_demo = Workspace.objects.filter(is_demo=True).exists()
    return {"name": DEMO_USER, "password": DEMO_PASSWORD} if is_demo else None


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def settings(request: ActorRequest) -> HttpResponse:
    """One's own name, language and look, and the ways to sign in."""
    user = user_self(request.actor)
    form = SettingsForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        try:
            return _settings_saved(request, user_settings(request.actor, values=form.cleaned_data).entry)
        except InputError as error:
            add_faults(form, error)
    return render(request, "users/settings.html", {"form": form, "answer": _settings_answer(user), **_ways_in(user)})


def _settings_saved(request: ActorRequest, entry: int | None) -> HttpResponse:
    """Say so in the language just chosen, which from now on is the user's own, not the browser's."""
    response = redirect("users:settings")
    language = request.POST.get("language", "")
    with translation.override(language or translation.get_language()):
        messages.success(request, _("Your settings are saved"), extra_tags=f"undo:{entry}" if entry else "")
    if not language:
        response.delete_cookie(site.LANGUAGE_COOKIE_NAME)
    return response


def _settings_answer(user: User) -> Text:
    """The sentence over the settings."""
    values = {"name": str(user), "role": user.get_role_display()}
    if has_two_step(user):
        return Text("You are %(name)s, %(role)s; signing in takes two steps", values)
    return Text("You are %(name)s, %(role)s; signing in takes a single step", values)


def _ways_in(user: User) -> dict[str, object]:
    """How the user may sign in."""
    return {
        "has_two_step": has_two_step(user),
        "has_password": user.has_usable_password(),
        "has_single_sign_on": site.ENVIRONMENT.oidc is not None,
        "is_connected": SocialAccount.objects.filter(user_id=user.pk).exists(),
    }


@require_GET
def user_list(request: ActorRequest) -> HttpResponse:
    """Everybody who may sign in, and what each role may do."""
    lines = user_lines(request.actor)
    context = {"lines": lines, "answer": users_answer(lines), "roles": list(Role), "permissions": permission_lines()}
    return render(request, "users/list.html", context)


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def add(request: ActorRequest) -> HttpResponse:
    """Add somebody who may sign in."""
    request.actor.require("users.manage")
    form = AddForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data["password"]
        password = typed or password_generated()
        try:
            user = user_add(request.actor, **{**form.cleaned_data, "password": password}).value
            return _added(request, user, None if typed else password)
        except InputError as error:
            add_faults(form, error)
    return render(request, "users/add.html", {"form": form, "answer": Text("Who is to sign in?")})


def _added(request: ActorRequest, user: User, password: str | None) -> HttpResponse:
    """Show the password made, once; or go to the user."""
    if password is None:
        messages.success(request, _("%(name)s may sign in now") % {"name": user})
        return redirect("users:change", user.pk)
    answer = Text("%(name)s may sign in now, with this password", {"name": str(user)})
    return render(request, "users/password_shown.html", {"user_shown": user, "password": password, "answer": answer})


@require_http_methods(["GET", "POST"])
def change(request: ActorRequest, user_id: int) -> HttpResponse:
    """Change somebody's name, role, regions, or whether they may sign in."""
    user = user_found(request.actor, user_id)
    form = ChangeForm(request.POST) if request.method == "POST" else ChangeForm.of(user, _regions_of(user))
    if request.method == "POST" and form.is_valid():
        try:
            return _changed(request, user, _change(request.actor, user, form.cleaned_data))
        except EditConflict as conflict:
            return _conflict_page(request, form, conflict)
        except InputError as error:
            add_faults(form, error)
    context = {"form": form, "user_shown": user, "answer": _user_answer(user), "has_two_step": has_two_step(user)}
    return render(request, "users/change.html", context)


def _regions_of(user: User) -> list[int]:
    return list(RegionDirector.objects.filter(user=user).values_list("region_id", flat=True))


@transaction.atomic
def _change(actor: Actor, user: User, values: dict[str, Any]) -> int | None:
    """Change the user and the regions they direct; gives the entry that Undo takes back."""
    entry = user_change(
        actor, user_id=user.pk, values={name: values[name] for name in EDITED}, version=values["version"]
    ).entry
    wanted, lines = values["regions"], RegionDirector.objects.filter(user=user)
    for line in lines.exclude(region__in=wanted):
        entry = director_remove(actor, director_id=line.pk).entry or entry
    for region in wanted.exclude(directors__user=user):
        entry = director_add(actor, region_id=region.pk, user_id=user.pk).entry or entry
    return entry


def _changed(request: ActorRequest, user: User, entry: int | None) -> HttpResponse:
    messages.success(request, _("%(name)s is saved") % {"name": user}, extra_tags=f"undo:{entry}" if entry else "")
    return redirect("users:list")


def _user_answer(user: User) -> Text:
    """The sentence over a user's page."""
    values = {"name": str(user), "role": user.get_role_display()}
    if not user.is_active:
        return Text("%(name)s, %(role)s, may no longer sign in", values)
    return Text("%(name)s, %(role)s, may sign in", values)


def _conflict_page(request: ActorRequest, form: ChangeForm, conflict: EditConflict) -> HttpResponse:
    """Both versions side by side: what differs is to be chosen, the rest is sent along."""
    row: User = conflict.row
    rows = [
        {
            "name": name,
            "label": form.fields[name].label,
            "theirs": _shown(name, conflict.theirs[name]),
            "mine": _shown(name, conflict.mine[name]),
            "theirs_value": conflict.theirs[name],
            "mine_value": conflict.mine[name],
        }
        for name in EDITED
        if name in conflict.mine
    ]
    hidden = [("version", row.version), *(("regions", region.pk) for region in form.cleaned_data["regions"])]
    hidden += [(name, getattr(row, name)) for name in EDITED if name not in conflict.mine]
    who, on = last_changed(row)
    context = {"rows": rows, "hidden": hidden, "user_shown": row, "who": who, "on": on, "answer": conflict.title}
    return render(request, "users/conflict.html", context, status=conflict.status)


def _shown(name: str, value: Any) -> str:
    """A field's value as people read it."""
    if name == "is_active":
        return _("yes") if value else _("no")
    return str(Role(value).label) if name == "role" else str(value)


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def password(request: ActorRequest, user_id: int) -> HttpResponse:
    """Set somebody's password for them; one's own is changed on its own page."""
    user = user_found(request.actor, user_id)
    if user.pk == request.actor.user_id:
        return redirect("account_change_password")
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data["password"]
        try:
            return _password_set(request, user, typed, typed or password_generated())
        except InputError as error:
            add_faults(form, error)
    answer = Text("A new password for %(name)s", {"name": str(user)})
    return render(request, "users/password.html", {"form": form, "user_shown": user, "answer": answer})


def _password_set(request: ActorRequest, user: User, typed: str, password: str) -> HttpResponse:
    """Set it; what was made here is shown once."""
    user_set_password(request.actor, user_id=user.pk, password=password)
    if typed:
        messages.success(request, _("%(name)s has a new password") % {"name": user})
        return redirect("users:change", user.pk)
    answer = Text("%(name)s has a new password", {"name": str(user)})
    return render(request, "users/password_shown.html", {"user_shown": user, "password": password, "answer": answer})


@require_http_methods(["GET", "POST"])
def reset_two_step(request: ActorRequest, user_id: int) -> HttpResponse:
    """Take the second step from somebody who lost the phone. It cannot be undone, so a page of its own asks first.

    One's own is changed on its own page, where it is asked once more who it is.
    """
    user = user_found(request.actor, user_id)
    if user.pk == request.actor.user_id:
        return redirect("mfa_index")
    if request.method == "POST":
        user_reset_two_step(request.actor, user_id=user.pk)
        messages.success(
            request, _("%(name)s signs in with the password alone until they set it up anew") % {"name": user}
        )
        return redirect("users:change", user.pk)
    answer = Text("Reset the two-step sign-in of %(name)s?", {"name": str(user)})
    return render(request, "users/reset_two_step.html", {"user_shown": user, "answer": answer})
