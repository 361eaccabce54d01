"""The audit trail as a part of the application."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Append-only: the database itself refuses to change or drop an entry."""

    name = "highground.kit.audit"
    label = "audit"
