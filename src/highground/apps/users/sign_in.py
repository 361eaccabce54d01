"""How sign-in behaves: nobody signs up by themselves; single sign-on lets in whom the provider knows."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest

from highground.apps.users.models import User


class AccountAdapter(DefaultAccountAdapter):
    """Password sign-in."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Users are added by an administrator."""
        return False


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Single sign-on."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Whoever the company's provider vouches for may enter, as a viewer without any account."""
        return True

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> User:
        """Take name and mail address from the provider."""
        user: User = super().populate_user(request, sociallogin, data)
        claims = sociallogin.account.extra_data.get("userinfo", sociallogin.account.extra_data)
        user.name = str(claims.get("name") or claims.get("preferred_username") or data.get("email") or user.username)[:100]
        return user
