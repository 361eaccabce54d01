"""What people change about their own sign-in, told to the audit trail: allauth writes it, not an operation of ours."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.http import HttpRequest

from highground.apps.users.models import User
from highground.apps.users.selectors import actor_of
from highground.apps.users.services import own_password_changed, own_second_step_changed


def connect() -> None:
    """Listen from now on."""
    for signal in (password_changed, password_reset, password_set):
        signal.connect(_password_changed, dispatch_uid="users.password")
    for signal in (authenticator_added, authenticator_removed, authenticator_reset):
        signal.connect(_second_step_changed, dispatch_uid="users.second_step")


def _password_changed(request: HttpRequest, user: User, **_rest: Any) -> None:
    own_password_changed(actor_of(user))


def _second_step_changed(request: HttpRequest, user: User, **_rest: Any) -> None:
    own_second_step_changed(actor_of(user))
