"""The people subject as a part of the application."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Registers the subject."""

    name = "highground.apps.people"
    label = "people"
