"""Rows of the audit trail."""

from __future__ import annotations

from django.db import models


class Entry(models.Model):
    """One operation that was carried out. Never changed, never dropped; numbers have no gap."""

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200)
    via = models.CharField(max_length=20)
    operation = models.CharField(max_length=100)
    subject = models.CharField(max_length=400)
    scope = models.BigIntegerField(null=True)
    reverses = models.BigIntegerField(null=True)
    why = models.TextField()
    changes = models.JSONField()
    content_digest = models.CharField(max_length=64)
    previous_seal = models.CharField(max_length=64)
    seal = models.CharField(max_length=64)

    class Meta:
        indexes = (
            models.Index(fields=("scope", "-number"), name="audit_scope"),
            models.Index(fields=("reverses",), name="audit_reverses"),
            models.Index(fields=("actor_id", "-number"), name="audit_actor"),
        )


class Head(models.Model):
    """The end of the trail: its last number and seal, so that a dropped tail is noticed. One row."""

    number = models.BigIntegerField(default=0)
    seal = models.CharField(max_length=64, default="0" * 64)
