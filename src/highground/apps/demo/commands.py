"""`highground demo`: a workspace full of accounts, to look around in."""

from __future__ import annotations

from typing import Annotated

import typer

from highground.apps.users.commands import started
from highground.kit.console import say
from highground.kit.language import _

ResetOption = Annotated[bool, typer.Option("--reset", help=_("Throw the demonstration away and build it anew."))]


def demo(reset: ResetOption = False) -> None:
    """Build the demonstration in an empty workspace, or anew, and say how to sign in."""
    with started(_("The demonstration")):
        from highground.apps.demo.workspace import DEMO_PASSWORD, DEMO_USER, demo_build, demo_reset

        if reset:
            demo_reset()
        else:
            demo_build()
    say(_("The demonstration is ready."))
    say(_("Facts of three cases are as told in the method's source text; everything else is made up."))
    say(_("User name: %(name)s") % {"name": DEMO_USER})
    say(_("Password: %(password)s") % {"password": DEMO_PASSWORD})
