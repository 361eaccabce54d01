"""How sign-in behaves: nobody signs up by themselves; single sign-on lets in whom the provider knows."""

# mypy: allow-subclassing-any
# (allauth ships no types)

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.userkit import filter_users_by_email
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.db import transaction
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from highground.apps.users.models import User
from highground.apps.users.services import user_enter_by_sso
from highground.kit.actor import Actor

SINGLE_SIGN_ON = Actor(None, "single sign-on", frozenset({"users.manage"}))
"""Adds users on the word of the company's provider."""
_MISMATCH = _("The name or the password is not right.")


class AccountAdapter(DefaultAccountAdapter):
    """Password sign-in."""

    error_messages: ClassVar[dict[str, str | Promise]] = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _MISMATCH,
        "email_password_mismatch": _MISMATCH,
        "too_many_login_attempts": _(
            "Too many wrong attempts, so sign-in with this name is held. Try again in 10 minutes."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Users are added by an administrator."""
        return False

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count wrong passwords by user, whether they type a name or an address, and by the words typed otherwise."""
        typed = str(credentials.get("username") or credentials.get("email") or "").strip()
        known = User.objects.filter(username__iexact=typed).first() or next(
            iter(filter_users_by_email(typed, for_login=True) if "@" in typed else ()), None
        )
        return f"user:{known.pk}" if known else f"name:{typed.casefold()}"


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Single sign-on."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Whoever the company's provider vouches for may enter, as a viewer without any account."""
        return True

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Know people by the provider's own number for them alone, never by a mail address."""
        sociallogin.email_addresses = []

    def save_user(self, request: HttpRequest, sociallogin: Any, form: Any = None) -> User:
        """Add the user through the one write path, so that the trail tells of it."""
        claims = sociallogin.account.extra_data.get("userinfo", sociallogin.account.extra_data)
        email = sociallogin.user.email or ""
        called = claims.get("preferred_username") or email.partition("@")[0] or sociallogin.account.uid
        name = claims.get("name") or called
        with transaction.atomic():
            done = user_enter_by_sso(SINGLE_SIGN_ON, username=str(called), name=str(name)[:100], email=email)
            sociallogin.user = sociallogin.account.user = done.value
            sociallogin.account.save()
        return done.value
