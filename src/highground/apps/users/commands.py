"""`highground user …`: who may sign in, for whoever runs the server.

Help is read when the group is built, and Django starts with the command: neither costs `highground chain` anything.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from highground.kit.console import console, input_faults, say, show_table
from highground.kit.language import _, translate
from highground.kit.problems import Problem

REFUSED = 1
"""The exit code where what was asked does not fit what is there."""


def user_commands() -> typer.Typer:
    """The `user` group, its help in the language in use."""
    app = typer.Typer(no_args_is_help=True, help=_("Users: who may sign in, with what role."))
    app.command("add", help=_("Add somebody who may sign in; the first is to be an administrator."))(add)
    app.command("password", help=_("Set somebody's password."))(password)
    app.command("list", help=_("List everybody."))(show)
    app.command("reset-two-step", help=_("Take codes and passkeys from somebody who lost the phone."))(reset_two_step)
    app.command("deactivate", help=_("Let somebody sign in no longer."))(deactivate)
    return app


UserArgument = Annotated[str, typer.Argument(metavar="USERNAME", show_default=False, help=_("What they sign in with."))]
StdinOption = Annotated[bool, typer.Option("--password-stdin", help=_("Read the password from standard input."))]


def add(
    name: Annotated[str, typer.Argument(metavar="NAME", show_default=False, help=_("The name, such as 王芳."))],
    username: Annotated[
        str, typer.Option("--username", metavar="USERNAME", show_default=False, help=_("What they sign in with."))
    ],
    role: Annotated[
        str,
        typer.Option(
            "--role", metavar="ROLE", help=_("viewer, member, manager, director, compliance or administrator.")
        ),
    ] = "viewer",
    email: Annotated[
        str, typer.Option("--email", metavar="ADDRESS", show_default=False, help=_("The mail address."))
    ] = "",
    password_stdin: StdinOption = False,
) -> None:
    """Add somebody who may sign in."""
    with started(_("The user")):
        from highground.apps.users.selectors import command_actor
        from highground.apps.users.services import user_add

        secret = password_asked(from_stdin=password_stdin)
        user_add(command_actor(), username=username, name=name, role=role, email=email, password=secret)
    say(_("%(name)s may sign in as %(username)s") % {"name": name, "username": username})


def password(username: UserArgument, password_stdin: StdinOption = False) -> None:
    """Set somebody's password."""
    with started(_("The password")):
        from highground.apps.users.selectors import command_actor, user_named
        from highground.apps.users.services import user_set_password

        user = user_named(command_actor(), username)
        user_set_password(command_actor(), user_id=user.pk, password=password_asked(from_stdin=password_stdin))
    say(_("%(name)s has a new password") % {"name": user})


def show() -> None:
    """List everybody."""
    with started(_("The list")):
        from highground.apps.users.selectors import command_actor, user_lines

        lines = user_lines(command_actor())
    headings = (_("Name"), _("User name"), _("Role"), _("Two-step sign-in"), _("May sign in"))
    rows = [
        (str(line.user), line.user.username, line.user.role, _yes(line.has_two_step), _yes(line.user.is_active))
        for line in lines
    ]
    show_table([(heading, False) for heading in headings], rows)


def reset_two_step(username: UserArgument) -> None:
    """Take codes and passkeys from somebody who lost the phone."""
    with started(_("Two-step sign-in")):
        from highground.apps.users.selectors import command_actor, user_named
        from highground.apps.users.services import user_reset_two_step

        user = user_named(command_actor(), username)
        user_reset_two_step(command_actor(), user_id=user.pk)
    say(_("%(name)s signs in with the password alone until they set it up anew") % {"name": user})


def deactivate(username: UserArgument) -> None:
    """Let somebody sign in no longer."""
    with started(_("The user")):
        from highground.apps.users.selectors import command_actor, user_named
        from highground.apps.users.services import user_change

        user = user_named(command_actor(), username)
        user_change(command_actor(), user_id=user.pk, values={"is_active": False})
    say(_("%(name)s may no longer sign in") % {"name": user})


@contextmanager
def started(source: str) -> Iterator[None]:
    """With Django started, do what follows; what stops it is printed and ends the command."""
    from highground.config.start import start

    start()
    with input_faults(source):
        try:
            yield
        except Problem as problem:
            out = console(errors=True)
            out.print(translate(problem.detail or problem.title), style="bold", soft_wrap=True)
            out.print(translate(problem.next_step), soft_wrap=True)
            raise typer.Exit(REFUSED) from None


def password_asked(*, from_stdin: bool) -> str:
    """The password: the first line of standard input, or typed twice without showing."""
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    typed: str = typer.prompt(_("Password"), hide_input=True, confirmation_prompt=_("The same again"))
    return typed


def _yes(claim: bool) -> str:
    return _("yes") if claim else _("no")
