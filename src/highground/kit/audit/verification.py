"""Checking the trail: every number there, every seal right, the end where it should be."""

from __future__ import annotations

from dataclasses import dataclass

from highground.core.faults import Fault
from highground.core.text import Text
from highground.kit.audit.models import Entry, Head
from highground.kit.audit.seal import FIRST_SEAL, content_digest, seal_of


@dataclass(frozen=True)
class Verification:
    """What a check of the whole trail found. `seal` is the last one: written down elsewhere, it anchors the trail."""

    entries: int
    seal: str
    faults: tuple[Fault, ...]


def verify(*, anchor: str = "") -> Verification:
    """Check every entry against the one before and the end against the head.

    `anchor` is a last seal noted earlier: it must be the seal of some entry still there.
    """
    faults: list[Fault] = []
    expected, previous, anchored = 1, FIRST_SEAL, not anchor or anchor == FIRST_SEAL
    for entry in Entry.objects.order_by("number").iterator(chunk_size=2000):
        if entry.number != expected:
            faults.append(Fault(_gap(expected, entry.number - 1)))
        if entry.previous_seal != previous:
            faults.append(Fault(Text("entry %(number)s does not follow the one before it", {"number": entry.number})))
        if seal_of(entry) != entry.seal or content_digest(entry) != entry.content_digest:
            faults.append(Fault(Text("entry %(number)s was changed after it was written", {"number": entry.number})))
        expected, previous = entry.number + 1, entry.seal
        anchored = anchored or entry.seal == anchor
    faults += _end_faults(expected - 1, previous)
    if not anchored:
        faults.append(Fault(Text("no entry carries the seal that was noted, %(seal)s", {"seal": anchor})))
    return Verification(expected - 1, previous, tuple(faults))


def _gap(first: int, last: int) -> Text:
    if last > first:
        return Text("entries %(first)s to %(last)s are missing", {"first": first, "last": last})
    return Text("entry %(number)s is missing", {"number": first})


def _end_faults(number: int, seal: str) -> list[Fault]:
    head = Head.objects.filter(pk=1).first()
    if head is None:
        return [Fault(Text("the end of the trail is missing"))]
    if head.number > number:
        return [Fault(_gap(number + 1, head.number))]
    if head.number != number or head.seal != seal:
        return [Fault(Text("the trail does not end where it should"))]
    return []
