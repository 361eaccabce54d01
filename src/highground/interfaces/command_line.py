"""The `highground` command: languages, the groups of every subject, and one shape for errors."""

from __future__ import annotations

import gettext
import os
import sys
from importlib import metadata
from typing import Annotated

import typer
from typer import rich_utils

from highground.apps.chains.commands import chain_commands
from highground.apps.demo.commands import demo
from highground.kit.console import console
from highground.kit.language import CATALOGUES, LANGUAGES, _, activate, current, language_from_environment


def main() -> None:
    """Run the command and leave with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    speak(asked_language(sys.argv[1:]) or language_from_environment())
    try:
        command_line()()
    except KeyboardInterrupt:
        console(errors=True).print(_("Stopped. Nothing was left half-written."))
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


def command_line() -> typer.Typer:
    """The whole command, its help in the language in use."""
    app = typer.Typer(
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        help=_("Highground: win and keep key accounts. The customer's decision chain, answered."),
    )
    app.callback()(options)
    app.add_typer(chain_commands(), name="chain")
    app.command("demo", help=_("Analyse and draw the Telfort case that comes with the program."))(demo)
    return app


def options(
    lang: Annotated[
        str | None, typer.Option("--lang", metavar="|".join(LANGUAGES), show_default=False, is_eager=True)
    ] = None,
    version: Annotated[bool, typer.Option("--version", is_eager=True)] = False,
) -> None:
    """Options before the command; the language was taken from them before the help was built."""
    if version:
        typer.echo(metadata.version("highground"))
        raise typer.Exit


def asked_language(arguments: list[str]) -> str | None:
    """The language asked for with --lang, wherever it stands.

    >>> asked_language(["chain", "--lang", "zh"]), asked_language(["--lang=en"]), asked_language([])
    ('zh', 'en', None)
    """
    for i, argument in enumerate(arguments):
        if argument == "--lang" and i + 1 < len(arguments):
            return arguments[i + 1]
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
    return None


def speak(language: str) -> None:
    """Use a language throughout, the command-line library's own words included."""
    activate(language)
    os.environ["LANGUAGE"] = current()
    gettext.bindtextdomain("highground", str(CATALOGUES))
    gettext.textdomain("highground")
    rich_utils.OPTIONS_PANEL_TITLE = _("Options")
    rich_utils.ARGUMENTS_PANEL_TITLE = _("Arguments")
    rich_utils.COMMANDS_PANEL_TITLE = _("Commands")
    rich_utils.ERRORS_PANEL_TITLE = _("Error")
