"""The activity subject as a part of the application."""

from django.apps import AppConfig


class ActivityConfig(AppConfig):
    """Registers the subject."""

    name = "highground.apps.activity"
    label = "activity"
