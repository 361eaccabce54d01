"""Starting Django for a command."""

from __future__ import annotations

import os

import django

from highground.kit.console import input_faults
from highground.kit.language import _


def start() -> None:
    """Make the database and the subjects usable; what is wrong with the settings is printed and ends the command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "highground.config.settings")
    with input_faults(_("The environment")):
        django.setup()
