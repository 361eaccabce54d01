"""`highground org …`: check, diff, draw tables of posts.

Help is read when this module is imported: import it once the language is known.
"""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from highground.apps.organisation.checking import check_json, show_check
from highground.apps.organisation.comparison import compared
from highground.apps.organisation.differing import difference_json, show_difference
from highground.apps.organisation.drawing import draw_organisation
from highground.apps.organisation.tables import chosen_columns, read_sound_table, read_table
from highground.core.faults import InputError
from highground.kit.console import INPUT_FAULT, input_faults, say
from highground.kit.language import _, translate
from highground.kit.paths import write_text


class Format(StrEnum):
    """How an answer is printed."""

    text = "text"
    json = "json"


def org_commands() -> typer.Typer:
    """The `org` group, its help in the language in use."""
    app = typer.Typer(no_args_is_help=True, help=_("Organisations: who holds which post and reports to whom."))
    app.command("check", help=_("Check a table of posts and name every doubt with its row."))(check)
    app.command("diff", help=_("Say what changed from one table of posts to another."))(diff)
    app.command("draw", help=_("Draw a table of posts as an SVG map."))(draw)
    return app


def _columns_can_be_read(choices: list[str] | None) -> list[str] | None:
    """Refuse choices of columns as a mistake of the command line."""
    try:
        chosen_columns(choices or ())
    except InputError as error:
        raise typer.BadParameter(translate(error.faults[0].text)) from None
    return choices


FileArgument = Annotated[Path, typer.Argument(metavar="FILE", show_default=False, help=_("A table of posts, CSV."))]
FormatOption = Annotated[Format, typer.Option("--format", help=_("Text to read, or JSON for programs."))]
ColumnOption = Annotated[
    list[str] | None,
    typer.Option(
        "--column",
        metavar="COLUMN=HEADING",
        show_default=False,
        callback=_columns_can_be_read,
        help=_("Which heading says what, such as title=岗位; may be given several times."),
    ),
]


def check(file: FileArgument, column: ColumnOption = None, output: FormatOption = Format.text) -> None:
    """Say whether a table of posts can be used, and how it is understood."""
    with input_faults(file):
        table = read_table(file, chosen_columns(column or ()))
    if output is Format.json:
        say_json(check_json(file, table))
    else:
        show_check(file, table)
    if table.content.faults:
        raise typer.Exit(INPUT_FAULT)


def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", show_default=False, help=_("The earlier table, CSV."))],
    new: Annotated[Path, typer.Argument(metavar="NEW", show_default=False, help=_("The later table, CSV."))],
    column: ColumnOption = None,
    output: FormatOption = Format.text,
) -> None:
    """Print what changed between two tables."""
    chosen = chosen_columns(column or ())
    with input_faults(old):
        before = read_sound_table(old, chosen)
    with input_faults(new):
        after = read_sound_table(new, chosen)
        comparison = compared(before.content, after.content)
    if output is Format.json:
        say_json(difference_json(old, new, comparison))
    else:
        show_difference((old, before), (new, after), comparison)


def draw(
    file: FileArgument,
    out: Annotated[
        Path, typer.Option("--output", "-o", metavar="SVG", show_default=False, help=_("Where to write the picture."))
    ],
    column: ColumnOption = None,
) -> None:
    """Draw a table of posts."""
    with input_faults(file):
        table = read_sound_table(file, chosen_columns(column or ()))
        picture = draw_organisation(table.content.organisation, name=file.stem)
        write_text(out, picture, made_from=file)
    say(_("Drawn: %(path)s") % {"path": out})


def say_json(answer: dict[str, object]) -> None:
    """Print an answer for programs."""
    say(json.dumps(answer, ensure_ascii=False, indent=2, allow_nan=False))
