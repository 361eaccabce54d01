"""The audit trail: whatever is done to what is stored, a check finds it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, models, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from highground.apps.accounts.services import account_add, account_change, note_add, term_add
from highground.apps.activity.services import undo
from highground.apps.users.selectors import command_actor
from highground.apps.users.services import user_add
from highground.kit.actor import Actor
from highground.kit.audit.guard import guard_lifted
from highground.kit.audit.models import Entry, Head
from highground.kit.audit.seal import content_digest, seal_of
from highground.kit.audit.verification import verify

pytestmark = pytest.mark.django_db
LENGTH = 12
COLUMNS = [field.attname for field in Entry._meta.concrete_fields]
numbers = st.integers(1, LENGTH)


@pytest.fixture(autouse=True)
def trail() -> None:
    """Twelve entries, written by operations: notes, reasons, an undo, Chinese and English."""
    chief = user_add(command_actor(), username="wang", name="王芳", role="administrator").value
    actor = Actor(chief.pk, str(chief), command_actor().permissions)
    account = account_add(actor, values={"name": "西班牙电信"}).value
    term_add(actor, kind="region", values={"name_en": "North"})
    for number in range(4):
        account_change(actor.because(f"因为 {number}"), account_id=account.pk, values={"about": str(number)})
        note_add(actor, account_id=account.pk, text=f"note {number}")
    undo(actor, number=Entry.objects.latest("number").number)
    assert Entry.objects.count() == Head.objects.get().number == LENGTH


@contextmanager
def tampered() -> Iterator[None]:
    """With the triggers lifted; all that was done is taken back."""
    with transaction.atomic():
        with guard_lifted(connection):
            yield
        transaction.set_rollback(True)


def rewrite(number: int, values: dict[str, Any]) -> None:
    Entry.objects.filter(number=number).update(**values)


def content(number: int) -> dict[str, Any]:
    """All an entry says but its number."""
    entry = Entry.objects.get(number=number)
    return {name: getattr(entry, name) for name in COLUMNS if name != "number"}


def altered(column: str, value: Any, by: int) -> Any:
    """Another value of the same kind."""
    field = Entry._meta.get_field(column)
    if isinstance(field, models.DateTimeField):
        return value + timedelta(microseconds=by)
    if isinstance(field, models.BigIntegerField):
        return (value or 0) + by
    if isinstance(field, models.JSONField):
        return [*value[:-1], {**value[-1], "key": -by}]
    swapped = chr((ord(value[0]) + by) % 0x4E00 + 32) if value else "x"
    return swapped + value[1:]


def test_what_nobody_touched_has_no_fault() -> None:
    found = verify()
    assert (found.entries, found.faults) == (LENGTH, ())
    assert found.seal == Entry.objects.get(number=LENGTH).seal
    for entry in Entry.objects.all():
        assert verify(anchor=entry.seal).faults == ()


@settings(max_examples=150)
@given(number=numbers, column=st.sampled_from(COLUMNS), by=st.integers(1, 60))
def test_an_altered_column_is_found(number: int, column: str, by: int) -> None:
    with tampered():
        value = getattr(Entry.objects.get(number=number), column)
        other = value + LENGTH * 10 + by if column == "number" else altered(column, value, by)
        if other == value:
            return
        rewrite(number, {column: other})
        assert verify().faults


@settings(max_examples=60)
@given(dropped=st.sets(numbers, min_size=1))
def test_dropped_entries_are_found_and_named(dropped: set[int]) -> None:
    with tampered():
        Entry.objects.filter(number__in=dropped).delete()
        told = " ".join(str(fault) for fault in verify().faults)
        assert "missing" in told
        assert str(min(dropped)) in told


@settings(max_examples=60)
@given(order=st.permutations(range(1, LENGTH + 1)).filter(lambda order: order != sorted(order)))
def test_entries_in_another_order_are_found(order: list[int]) -> None:
    with tampered():
        contents = {number: content(number) for number in range(1, LENGTH + 1)}
        for number, source in enumerate(order, start=1):
            rewrite(number, contents[source])
        assert verify().faults


@settings(max_examples=20)
@given(left=st.integers(0, LENGTH - 1))
def test_a_dropped_tail_is_found_even_where_the_end_was_moved_if_a_seal_was_noted(left: int) -> None:
    noted = verify().seal
    with tampered():
        Entry.objects.filter(number__gt=left).delete()
        assert verify().faults
        last = Entry.objects.filter(number=left).values_list("seal", flat=True).first()
        Head.objects.update(number=left, seal=last or "0" * 64)
        assert verify().faults == ()
        assert verify(anchor=noted).faults


@settings(max_examples=20)
@given(after=st.integers(0, LENGTH), sealed=st.booleans())
def test_a_forged_entry_is_found(after: int, sealed: bool) -> None:
    with tampered():
        for number in range(LENGTH, after, -1):
            rewrite(number, {"number": number + 1})
        forged = Entry(number=after + 1, **content(1 if after else 2))
        forged.previous_seal = Entry.objects.get(number=after).seal if after else "0" * 64
        forged.why = "forged"
        if sealed:
            forged.content_digest = content_digest(forged)
            forged.seal = seal_of(forged)
        forged.save(force_insert=True)
        assert verify().faults


@pytest.mark.parametrize("values", [{"number": LENGTH - 1}, {"number": LENGTH + 3}, {"seal": "1" * 64}])
def test_a_changed_head_is_found(values: dict[str, Any]) -> None:
    Head.objects.update(**values)
    assert verify().faults


def test_a_dropped_head_is_found() -> None:
    Head.objects.all().delete()
    assert verify().faults


def test_a_trail_written_anew_from_some_entry_on_is_found_by_a_noted_seal() -> None:
    noted = verify().seal
    with tampered():
        previous = Entry.objects.get(number=4).seal
        for entry in Entry.objects.filter(number__gt=4).order_by("number"):
            entry.actor_name, entry.previous_seal = "李强", previous
            entry.seal = previous = seal_of(entry)
            entry.save()
        Head.objects.update(seal=previous)
        assert verify().faults == ()
        assert verify(anchor=noted).faults


STATEMENTS = {
    "change": "UPDATE audit_entry SET why = 'another' WHERE number = 3",
    "drop": "DELETE FROM audit_entry WHERE number = 3",
    "replace": "INSERT OR REPLACE INTO audit_entry SELECT * FROM audit_entry WHERE number = 3",
    "empty": "TRUNCATE audit_entry",
}


@pytest.mark.parametrize("what", STATEMENTS)
def test_the_database_itself_refuses(what: str, on_postgresql: bool) -> None:
    if what == ("replace" if on_postgresql else "empty"):
        pytest.skip("not a statement of this database")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(STATEMENTS[what])
    assert verify().faults == ()
