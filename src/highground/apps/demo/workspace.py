"""The demonstration: a workspace full of accounts, people and work; a few facts are told, the rest is made up."""

from __future__ import annotations

from django.db import transaction
from django.utils import translation
from django_tasks_db.models import DBTaskResult

from highground.apps.accounts.models import Workspace
from highground.apps.accounts.tasks import totals_rebuild_task
from highground.apps.demo.accounts import accounts_build
from highground.apps.demo.cast import BUILDER, DEMO_PASSWORD, DEMO_USER, users_build
from highground.apps.demo.emptying import workspace_empty
from highground.apps.demo.foundations import foundations_build
from highground.apps.demo.life import life_build
from highground.apps.demo.services import demo_mark
from highground.apps.users.models import User
from highground.core.text import Text
from highground.kit.audit.models import Entry
from highground.kit.clock import today
from highground.kit.language import current
from highground.kit.problems import Conflict

__all__ = ["DEMO_PASSWORD", "DEMO_USER", "demo_build", "demo_is_there", "demo_reset"]

ELSEWHERE = Text(
    "Set HIGHGROUND_DATA to another folder, or HIGHGROUND_DATABASE_URL to another database, and try again."
)


class DemoIsThere(Conflict):
    """The workspace is the demonstration already."""

    code = "demo.is_there"
    title = Text("The demonstration is there already.")
    next_step = Text("Sign in and look around, or throw it away and build it anew: highground demo --reset")


class WorkspaceInUse(Conflict):
    """The workspace holds something, so the demonstration does not go into it."""

    code = "demo.workspace_in_use"
    title = Text("This workspace is in use, so the demonstration is not put into it.")
    next_step = ELSEWHERE


class NoDemo(Conflict):
    """The workspace is no demonstration, so it is not emptied."""

    code = "demo.none"
    title = Text("This workspace is no demonstration, so it is left as it is.")
    next_step = ELSEWHERE


def demo_is_there() -> bool:
    """Whether this workspace is the demonstration."""
    return Workspace.objects.filter(is_demo=True).exists()


def demo_build() -> None:
    """Fill an empty workspace with the demonstration, in the language in use.

    Raises WorkspaceInUse where it holds anything, DemoIsThere where that is the demonstration.
    """
    with transaction.atomic(), translation.override("zh-hans" if current() == "zh_Hans" else "en"):
        Workspace.objects.select_for_update().get()
        _refuse_if_used()
        day = today()
        demo_mark(BUILDER)
        cast = users_build()
        terms = foundations_build(cast, day)
        life_build(accounts_build(cast, terms, day))
        transaction.on_commit(_drop_waiting_totals)


def demo_reset() -> None:
    """Throw the demonstration away and build it anew. Raises NoDemo where there is none."""
    with transaction.atomic():
        if not Workspace.objects.select_for_update().get().is_demo:
            raise NoDemo
        workspace_empty()
        demo_build()


def _refuse_if_used() -> None:
    if demo_is_there():
        raise DemoIsThere
    if Entry.objects.exists() or User.objects.exists():
        raise WorkspaceInUse


def _drop_waiting_totals() -> None:
    """The rates came before the figures, so the totals are right: no work is left for the background."""
    DBTaskResult.objects.filter(task_path=totals_rebuild_task.module_path, status="READY").delete()
