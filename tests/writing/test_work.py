"""The one way to write: versions, what is recorded, all or nothing. Tried on accounts."""

from __future__ import annotations

import pytest

from highground.apps.accounts.models import Account
from highground.apps.accounts.services import account_add, account_change
from highground.apps.users.models import User
from highground.apps.users.roles import EVERY_PERMISSION, Role
from highground.apps.users.services import user_add, user_set_password
from highground.core.faults import InputError
from highground.kit.actor import Actor
from highground.kit.audit.models import Entry
from highground.kit.operations import OPERATIONS, operation
from highground.kit.problems import EditConflict, Forbidden
from highground.kit.rows import HIDDEN

SHORT, LONG, LONGER = "kurz", "九月的风吹过江面-2041", "十月的风吹过江面-2042"
SETUP = Actor(None, "setup", EVERY_PERMISSION, via="test")


def account(name: str = "天河电信") -> Account:
    return account_add(SETUP, values={"name": name}).value


def test_the_second_writer_gets_both_versions_and_loses_nothing(db: None) -> None:
    row = account()
    account_change(SETUP, account_id=row.pk, values={"name": "天河通信", "about": "A"}, version=1)
    with pytest.raises(EditConflict) as told:
        account_change(SETUP, account_id=row.pk, values={"name": "天河电信集团", "about": "A"}, version=1)
    assert dict(told.value.theirs) == {"name": "天河通信"}
    assert dict(told.value.mine) == {"name": "天河电信集团"}
    assert Account.objects.get(pk=row.pk).name == "天河通信"


def test_only_what_changed_is_recorded_with_its_reason(db: None) -> None:
    row = account()
    done = account_change(
        SETUP.because("改名公告"), account_id=row.pk, values={"name": "天河通信", "about": ""}, version=row.version
    )
    entry = Entry.objects.get(number=done.entry or 0)
    assert entry.why == "改名公告"
    assert entry.changes == [
        {"model": "accounts.account", "key": row.pk, "before": {"name": "天河电信"}, "after": {"name": "天河通信"}}
    ]


def test_writing_the_same_again_leaves_no_entry_and_no_version(db: None) -> None:
    row = account()
    before = Entry.objects.count()
    done = account_change(SETUP, account_id=row.pk, values={"name": "天河电信"})
    assert (done.entry, done.value.version, Entry.objects.count()) == (None, 1, before)


def test_a_refused_operation_writes_nothing_at_all(db: None) -> None:
    row = account()
    before = Entry.objects.count()
    with pytest.raises(InputError):
        user_add(SETUP, username="zhou", name="周敏", role=Role.ADMINISTRATOR, password=SHORT)
    with pytest.raises(Forbidden):
        account_change(Actor(None, "nobody", frozenset()), account_id=row.pk, values={"name": "x"})
    assert (User.objects.count(), Entry.objects.count()) == (0, before)


def test_a_password_is_never_recorded(db: None) -> None:
    user = user_add(SETUP, username="zhou", name="周敏", role=Role.ADMINISTRATOR, password=LONG).value
    user_set_password(SETUP, user_id=user.pk, password=LONGER)
    told = str(list(Entry.objects.values_list("changes", flat=True)))
    assert user.password not in told
    assert "pbkdf2" not in told
    assert "md5" not in told
    assert str(HIDDEN) in told


def test_two_operations_of_one_name_are_a_mistake_of_ours() -> None:
    known = OPERATIONS["accounts.add"]
    with pytest.raises(ValueError, match=r"accounts\.add"):
        operation("accounts.add", permission=None, says=known.says)(lambda work: None)
