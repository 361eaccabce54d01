"""`highground serve | migrate | backup | restore | check | settings` and `highground audit …`.

Help is read when this module is imported: import it once the language is known. What needs Django is imported inside
the commands, so that the others start without it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from highground.config.start import start, using_database
from highground.core.text import Text, plural_text
from highground.kit.console import input_faults, say, show_table
from highground.kit.language import _, translate

FOUND = 1
"""The exit code where a check found something."""


def add_operating_commands(app: typer.Typer) -> None:
    """Register the commands, their help in the language in use."""
    app.command("serve", help=_("Serve the workspace, with its background worker, until Ctrl-C."))(serve)
    app.command("migrate", help=_("Make the tables, or bring them to the shape of this version."))(migrate)
    app.command("backup", help=_("Write the whole workspace to one file, while others go on working."))(backup)
    app.command("restore", help=_("Put a backup in the place of an empty workspace, on either database."))(restore)
    app.command("check", help=_("Check the settings for use by others, and every stored total."))(check)
    app.command("settings", help=_("List every setting with its meaning and what it is now."))(settings)
    app.add_typer(audit_commands(), name="audit")


def audit_commands() -> typer.Typer:
    """The `audit` group, its help in the language in use."""
    app = typer.Typer(no_args_is_help=True, help=_("The audit trail: who did what, when and why."))
    app.callback()(_nothing)
    app.command("verify", help=_("Check that no entry was altered, dropped or moved."))(verify)
    return app


def _nothing() -> None:
    """Keep the group a group while it has one command."""


BackupArgument = Annotated[
    Path, typer.Argument(metavar="FILE", show_default=False, help=_("The file of the backup, such as monday.zip."))
]


def serve(
    address: Annotated[
        str | None,
        typer.Option(
            "--address", metavar="HOST:PORT", show_default=False, help=_("Where to listen; else HIGHGROUND_ADDRESS.")
        ),
    ] = None,
    has_worker: Annotated[
        bool, typer.Option("--worker/--no-worker", help=_("Whether the background worker runs beside the server."))
    ] = True,
    demo: Annotated[
        bool, typer.Option("--demo", help=_("Begin with a demonstration where the workspace is empty."))
    ] = False,
) -> None:
    """Serve the workspace until it is told to stop."""
    start()
    from django.conf import settings as configured

    from highground.apps.operating import serving

    with using_database(_("The server")):
        host, port = serving.address_parts(address or configured.ENVIRONMENT.address)
        serving.refuse_taken(host, port)
        _welcome(with_demo=demo)
        serving.serve(host, port, has_worker=has_worker, started=_announce(host, port))


def _welcome(*, with_demo: bool) -> None:
    """Build the demonstration if it is wanted and nothing is there yet; say how to sign in to it."""
    from highground.apps.demo.workspace import DEMO_PASSWORD, DEMO_USER, demo_build, demo_is_there
    from highground.apps.operating.restore import is_new

    if with_demo and is_new():
        say(_("Building the demonstration …"))
        demo_build()
    if demo_is_there():
        slots = {"name": DEMO_USER, "password": DEMO_PASSWORD}
        say(_("Sign in to the demonstration: %(name)s, password %(password)s") % slots)


def _announce(host: str, port: int) -> Callable[[], None]:
    shown = f"[{host}]" if ":" in host else host
    return lambda: say(_("Highground is at http://%(address)s · Ctrl-C stops it") % {"address": f"{shown}:{port}"})


def migrate() -> None:
    """Bring the tables up to date."""
    start(migrated=False)
    from highground.apps.operating import migrating

    with using_database(_("The database")):
        migrating.private_file()
        done = migrating.migrate()
    if done:
        say(
            translate(
                plural_text(
                    "%(count)s step done: the tables are up to date",
                    "%(count)s steps done: the tables are up to date",
                    done,
                )
            )
        )
    else:
        say(_("The tables were up to date already"))


def backup(
    file: BackupArgument,
    force: Annotated[bool, typer.Option("--force", help=_("Replace the file if it is there."))] = False,
) -> None:
    """Write the workspace to a file."""
    start()
    from highground.apps.operating.backup import backup as make

    with using_database(_("The backup")):
        made = make(file, label=_("Writing %(file)s") % {"file": file.name}, force=force)
    rows = plural_text("%(count)s row", "%(count)s rows", made.rows)
    say(translate(Text("Written: %(path)s, %(rows)s", {"path": file, "rows": rows})))
    say(_("Last seal of the audit trail: %(seal)s") % {"seal": made.seal})
    if made.trail_faults:
        say(_("The audit trail is broken: run highground audit verify"), style="bold")


def restore(
    file: BackupArgument,
    replace: Annotated[
        bool, typer.Option("--replace", help=_("Put it in the place of everything that is there."))
    ] = False,
) -> None:
    """Put a backup in the place of what is there."""
    start()
    from highground.apps.operating.restore import restore as put

    with using_database(file):
        trail = put(file, replace=replace)
    entries = plural_text("%(count)s entry", "%(count)s entries", trail.entries)
    say(translate(Text("Restored: %(path)s. Audit trail: %(entries)s.", {"path": file, "entries": entries})))
    if trail.faults:
        say(_("The audit trail is broken: run highground audit verify"), style="bold")
    say(_("Everybody signs in again."))


def check() -> None:
    """Check the settings and the stored totals."""
    start()
    from highground.apps.operating.checks import found_wrong
    from highground.apps.operating.snapshot import snapshot

    with using_database(_("The database")), snapshot():
        found = found_wrong()
    for text in found:
        say("- " + translate(text))
    if found:
        raise typer.Exit(FOUND)
    say(_("Nothing is wrong: the settings are safe, and every total is what its figures give"))


def verify(
    anchor: Annotated[
        str,
        typer.Option(
            "--anchor",
            metavar="SEAL",
            show_default=False,
            help=_("A last seal noted earlier, which must still be there."),
        ),
    ] = "",
) -> None:
    """Check the whole trail."""
    start()
    from highground.apps.operating.snapshot import snapshot
    from highground.kit.audit.verification import verify as check_trail

    # A snapshot: entries and the end of the trail as of one moment, though others write.
    with using_database(_("The database")), snapshot():
        found = check_trail(anchor=anchor.strip().lower())
    if found.faults:
        say(
            translate(
                plural_text(
                    "The audit trail is broken: %(count)s fault",
                    "The audit trail is broken: %(count)s faults",
                    len(found.faults),
                )
            ),
            style="bold",
        )
        for fault in found.faults:
            say("- " + translate(fault.text))
        raise typer.Exit(FOUND)
    entries = plural_text("%(count)s entry", "%(count)s entries", found.entries)
    say(translate(Text("%(entries)s, unbroken; last seal %(seal)s", {"entries": entries, "seal": found.seal})))


def settings() -> None:
    """List every setting."""
    from highground.apps.operating.variables import refuse_unusable, setting_lines

    columns = [(_("Setting"), False), (_("Value"), False), (_("Meaning"), False)]
    show_table(columns, [[line.name, line.value or "—", translate(line.meaning)] for line in setting_lines(os.environ)])
    with input_faults(_("The environment")):
        refuse_unusable(os.environ)
