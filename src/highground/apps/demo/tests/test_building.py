"""Building the demonstration and building it anew; a workspace with somebody's work in it is left alone."""

from __future__ import annotations

from contextvars import copy_context

import pytest
from django.db import DatabaseError, connection, transaction
from pytest_django import DjangoCaptureOnCommitCallbacks

from highground.apps.accounts.models import Account, Workspace
from highground.apps.accounts.tasks import totals_are_pending
from highground.apps.demo.workspace import DemoIsThere, NoDemo, WorkspaceInUse, demo_build, demo_reset
from highground.apps.users.models import User
from highground.apps.users.roles import EVERY_PERMISSION, Role
from highground.apps.users.services import user_add
from highground.kit.actor import Actor
from highground.kit.audit.models import Entry
from highground.kit.audit.verification import verify
from highground.kit.language import activate

SOMEBODY = Actor(None, "王芳", EVERY_PERMISSION)


def test_no_work_waits_after_the_build(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks, db: None
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        demo_build()
    assert not totals_are_pending()


def test_a_second_build_is_refused(db: None) -> None:
    demo_build()
    with pytest.raises(DemoIsThere):
        demo_build()


def test_a_workspace_in_use_is_left_alone(db: None) -> None:
    user_add(SOMEBODY, username="wangfang", name="王芳", role=Role.ADMINISTRATOR)
    with pytest.raises(WorkspaceInUse):
        demo_build()
    assert User.objects.count() == 1


def test_reset_leaves_a_workspace_that_is_no_demonstration_alone(db: None) -> None:
    user_add(SOMEBODY, username="wangfang", name="王芳", role=Role.ADMINISTRATOR)
    with pytest.raises(NoDemo):
        demo_reset()
    assert User.objects.get().name == "王芳"


def test_reset_builds_the_demonstration_anew_and_guards_the_trail_again(db: None) -> None:
    demo_build()
    user_add(SOMEBODY, username="wangfang", name="王芳", role=Role.VIEWER)
    Account.objects.filter(name="KPN").update(is_archived=True)
    before = Entry.objects.count() - 1
    demo_reset()
    assert not User.objects.filter(username="wangfang").exists()
    assert not Account.objects.filter(is_archived=True).exists()
    assert Account.objects.count() == 40
    assert Entry.objects.count() == before
    assert Workspace.objects.get().is_demo
    assert verify().faults == ()
    for change in ("DELETE FROM audit_entry", "UPDATE audit_entry SET why = 'x'"):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)


def test_reset_may_change_the_language(db: None) -> None:
    def reset_in_chinese() -> str:
        activate("zh")
        demo_reset()
        return Workspace.objects.get().name

    demo_build()
    assert Workspace.objects.get().name == "Demonstration"
    assert copy_context().run(reset_in_chinese) == "演示工作区"
