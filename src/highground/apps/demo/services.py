"""Writes of the demo subject."""

from __future__ import annotations

from highground.apps.accounts.models import Workspace
from highground.core.text import Text
from highground.kit.operations import operation
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
