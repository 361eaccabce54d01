"""The demo subject as a part of the application."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Registers the subject."""

    name = "highground.apps.demo"
    label = "demo"
