"""The users subject as a part of the application."""

from importlib import import_module

from django.apps import AppConfig


class UsersConfig(AppConfig):
    """Registers the subject."""

    name = "highground.apps.users"
    label = "users"

    def ready(self) -> None:
        import_module(f"{self.name}.settling")  # registers what must hold
        from highground.apps.users.signals import connect

        connect()
