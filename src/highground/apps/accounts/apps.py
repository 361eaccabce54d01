"""The accounts subject as a part of the application."""

from importlib import import_module

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Registers the subject and its sections of the account page."""

    name = "highground.apps.accounts"
    label = "accounts"

    def ready(self) -> None:
        import_module(f"{self.name}.settling")  # registers what must hold
        from highground.apps.accounts.overview import register_sections

        register_sections()
