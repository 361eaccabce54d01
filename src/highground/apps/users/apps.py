"""The users subject as a part of the application."""

from django.apps import AppConfig


class UsersConfig(AppConfig):
    """Registers the subject."""

    name = "highground.apps.users"
    label = "users"

    def ready(self) -> None:
        from highground.apps.users import settling  # noqa: F401 - registers what must hold
        from highground.apps.users.signals import connect

        connect()
