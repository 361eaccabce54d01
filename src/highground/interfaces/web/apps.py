"""The shell as a part of the application."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Templates, static files and template tags shared by all pages."""

    name = "highground.interfaces.web"
    label = "web"
