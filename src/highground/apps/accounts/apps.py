"""The accounts subject as a part of the application."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Registers the subject."""

    name = "highground.apps.accounts"
    label = "accounts"
