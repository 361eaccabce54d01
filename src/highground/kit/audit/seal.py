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
    """The seal an entry should carry.

    What changed and why is folded in through a digest of its own, so that it can one day be taken out for a person
    who asks to be forgotten, while the chain of seals stays whole.
    """
    content = _digest({"changes": entry.changes, "why": entry.why, "subject": entry.subject})
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
            "content": content,
            "previous": entry.previous_seal,
        }
    )


def _digest(value: Mapping[str, Any]) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
