"""Writing an entry at the end of the trail."""

from __future__ import annotations

from highground.kit.audit.models import Entry, Head
from highground.kit.audit.seal import content_digest, seal_of
from highground.kit.clock import now
from highground.kit.work import Work


def hold() -> None:
    """Let nobody else write until the transaction ends: the head of the trail is the lock."""
    Head.objects.select_for_update().get(pk=1)


def append(operation: str, work: Work) -> int:
    """Seal the work as the next entry and give its number. The head of the trail is held already."""
    head = Head.objects.get(pk=1)
    entry = Entry(
        number=head.number + 1,
        at=now(),
        actor_id=work.actor.user_id,
        actor_name=work.actor.name,
        via=work.actor.via,
        operation=operation,
        subject=work.subject,
        scope=work.scope,
        reverses=work.reverses,
        why=work.actor.why,
        changes=[change.as_json() for change in work.changes],
        previous_seal=head.seal,
    )
    entry.content_digest = content_digest(entry)
    entry.seal = seal_of(entry)
    entry.save(force_insert=True)
    head.number, head.seal = entry.number, entry.seal
    head.save()
    return entry.number
