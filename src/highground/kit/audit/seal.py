"""The seal of an entry: SHA-256 over everything it says and over the seal before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC
from typing import Any

from highground.kit.audit.models import Entry

FIRST_SEAL = "0" * 64


def seal_of(entry: Entry) -> str:
    """The seal an entry should carry; what changed and why goes in through `content_digest` alone."""
    return _digest(
        {
            "number": entry.number,
            "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "actor_id": entry.actor_id,
            "actor_name": entry.actor_name,
            "via": entry.via,
            "operation": entry.operation,
            "scope": entry.scope,
            "reverses": entry.reverses,
            "content": entry.content_digest,
            "previous": entry.previous_seal,
        }
    )


def content_digest(entry: Entry) -> str:
    """The digest of what an entry tells of people: what changed, of what, and why.

    It has a column of its own, so that the content can one day be taken out for a person who asks to be forgotten,
    while the chain of seals stays whole.
    """
    return _digest({"changes": entry.changes, "why": entry.why, "subject": entry.subject})


def _digest(value: Mapping[str, Any]) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
