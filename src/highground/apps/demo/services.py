"""Writes of the demo subject."""

from __future__ import annotations

from django.contrib.auth.hashers import make_password

from highground.apps.accounts.models import Workspace
from highground.apps.users.models import User
from highground.core.text import Text
from highground.kit.operations import operation
from highground.kit.problems import Conflict
from highground.kit.work import Work


@operation(
    "demo.mark",
    permission="workspace.manage",
    says=Text("%(actor)s made this workspace a demonstration"),
    reversible=False,
)
def demo_mark(work: Work) -> Workspace:
    """Say of the workspace that all in it is for demonstration, so that it may be built anew."""
    workspace = Workspace.objects.get()
    work.about(workspace.name)
    return work.update(workspace, {"is_demo": True})


@operation(
    "demo.set_passwords",
    permission="users.manage",
    says=Text("%(actor)s gave every user of the demonstration the same password"),
    reversible=False,
)
def demo_passwords_set(work: Work, *, password: str) -> None:
    """Give everybody the one password; it is hashed once, since hashing is slow on purpose.

    Raises Conflict in a workspace that is no demonstration.
    """
    if not Workspace.objects.get().is_demo:
        raise Conflict(Text("This workspace is no demonstration."))
    hashed = make_password(password)
    for user in User.objects.order_by("pk"):
        work.update(user, {"password": hashed})
