"""The `highground` command: languages, the groups of every subject, and one shape for errors."""

from __future__ import annotations

import gettext
import io
import os
import sys
from importlib import metadata
from typing import Annotated

import typer
from typer import rich_utils

from highground.core.text import Text
from highground.kit.console import INPUT_FAULT, console, say
from highground.kit.language import CATALOGUES, DOMAIN, _, activate, current, is_spoken, language_from_environment

STOPPED = 130
"""The exit code after Ctrl-C, as shells have it."""
LIBRARY_WORDS = (
    Text("No such command {name!r}."),
    Text("Missing command."),
    Text("(dynamic)"),
    Text("default: {default}"),
    Text("required"),
    Text("[default: {}]"),
    Text("[required]"),
    Text("Show this message and exit."),
)
"""What the command-line library says by itself, so that the catalogue has it."""


def main() -> None:
    """Run the command and leave with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    asked = asked_language(sys.argv[1:])
    speak(asked or language_from_environment())
    if asked is not None and not is_spoken(asked):
        console(errors=True).print(_("--lang is en or zh, not %(tag)s") % {"tag": asked}, style="bold")
        sys.exit(INPUT_FAULT)
    try:
        sys.exit(command_line()(standalone_mode=False))
    except typer.TyperException as error:
        show_usage_error(error)
        sys.exit(INPUT_FAULT)
    except (typer.Abort, KeyboardInterrupt):
        console(errors=True).print(_("Stopped. Nothing was left half-written."))
        sys.exit(STOPPED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


def command_line() -> typer.Typer:
    """The whole command, its help in the language in use."""
    from highground.apps.chains.commands import chain_commands
    from highground.apps.demo.commands import demo
    from highground.apps.demo.example import chain_example
    from highground.apps.operating.commands import add_operating_commands
    from highground.apps.organisation.commands import org_commands
    from highground.apps.users.commands import user_commands

    app = typer.Typer(
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        help=_("Highground: win and keep key accounts. The customer's decision chain, answered."),
    )
    app.callback()(options)
    chain = chain_commands()
    chain.command("example", help=_("Analyse and draw the Telfort case that comes with the program."))(chain_example)
    add_operating_commands(app)
    app.command("demo", help=_("Fill an empty workspace with a demonstration."))(demo)
    app.add_typer(user_commands(), name="user")
    app.add_typer(chain, name="chain")
    app.add_typer(org_commands(), name="org")
    return app


def options(
    lang: Annotated[
        str | None,
        typer.Option("--lang", metavar="en|zh", show_default=False, help=_("The language; otherwise that of LANG.")),
    ] = None,
    version: Annotated[
        bool,
        typer.Option("--version", is_eager=True, callback=show_version, help=_("Print the version and stop.")),
    ] = False,
) -> None:
    """Options before the command; the language was taken from them before the help was built."""


def show_version(asked: bool) -> None:
    """Print the version and stop."""
    if asked:
        say(metadata.version("highground"))
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


def show_usage_error(error: typer.TyperException) -> None:
    """Print what is wrong with the command as it was typed, and where to read on."""
    out = console(errors=True)
    kind = type(error).__name__
    name = _parameter_name(error)
    if kind == "NoArgsIsHelpError":
        typer.echo(error)
        return
    if kind == "MissingParameter":
        out.print(_("%(name)s is missing") % {"name": name}, style="bold")
    elif kind == "NoSuchOption":
        out.print(_("There is no option %(name)s") % {"name": name}, style="bold")
    elif name:
        why = getattr(error, "message", str(error))
        out.print(_("%(name)s cannot be that: %(why)s") % {"name": name, "why": why}, style="bold", soft_wrap=True)
    else:
        out.print(str(error), style="bold", soft_wrap=True)
    context = getattr(error, "ctx", None)
    if context is not None:
        out.print(_("Help: %(command)s --help") % {"command": context.command_path}, soft_wrap=True)


def _parameter_name(error: typer.TyperException) -> str:
    """What the person typed, or should have typed."""
    parameter = getattr(error, "param", None)
    if parameter is None:
        return str(getattr(error, "option_name", ""))
    if parameter.param_type_name == "argument":
        return str(parameter.metavar or parameter.name)
    return str(max(parameter.opts, key=len))


def speak(language: str) -> None:
    """Use a language throughout, the command-line library's own words included."""
    activate(language)
    os.environ["LANGUAGE"] = current()
    gettext.bindtextdomain(DOMAIN, str(CATALOGUES))
    gettext.textdomain(DOMAIN)
    rich_utils.OPTIONS_PANEL_TITLE = _("Options")
    rich_utils.ARGUMENTS_PANEL_TITLE = _("Arguments")
    rich_utils.COMMANDS_PANEL_TITLE = _("Commands")
    rich_utils.DEFAULT_STRING = _("[default: {}]")
    rich_utils.REQUIRED_LONG_STRING = _("[required]")
