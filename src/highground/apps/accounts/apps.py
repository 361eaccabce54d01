"""The accounts subject as a part of the application."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Registers the subject and its sections of the account page."""

    name = "highground.apps.accounts"
    label = "accounts"

    def ready(self) -> None:
        from highground.apps.accounts import settling  # noqa: F401 - registers what must hold
        from highground.apps.accounts.overview import register_sections

        register_sections()
