"""The one place that asks what time it is."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """This moment, aware of its zone."""
    return timezone.now()


def today() -> date:
    """The day it is in the workspace's time zone."""
    return timezone.localdate()
