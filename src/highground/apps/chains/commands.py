"""`highground chain …`: check, analyse, draw, mine, backtest.

Help is read when this module is imported: import it once the language is known.
"""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from highground.apps.chains.drawing import draw_chain
from highground.apps.chains.log_report import show_backtest, show_mined
from highground.apps.chains.report import show_analysis
from highground.apps.chains.schemas import analysis_json
from highground.core.chain import Chain, analyse, chain_structure
from highground.core.chain.analysis import COALITIONS
from highground.core.chain.mining import Columns, EventLog, MinedChain, mine
from highground.core.chain.mining.backtest import backtest
from highground.core.files.chain_file import read_chain
from highground.core.files.chain_writer import write_chain
from highground.core.files.event_log import read_event_log
from highground.core.files.tree import MAX_BYTES
from highground.core.text import Text, plural_text
from highground.kit.console import byte_progress, input_faults, say
from highground.kit.language import _, translate
from highground.kit.paths import cannot_read, read_bytes, write_text


class Format(StrEnum):
    """How an analysis is printed."""

    text = "text"
    json = "json"


def chain_commands() -> typer.Typer:
    """The `chain` group, its help in the language in use."""
    app = typer.Typer(no_args_is_help=True, help=_("Decision chains: how a customer decides, and what it hinges on."))
    app.command("check", help=_("Check a chain file and name every fault with its line."))(check)
    app.command("analyse", help=_("Answer all questions about a chain file."))(analyse_file)
    app.command("draw", help=_("Draw a chain file as an SVG picture."))(draw)
    app.command("mine", help=_("Find the chain that an event log of real approvals follows."))(mine_log)
    app.command("backtest", help=_("Learn on the earlier cases of a log, predict the later ones, keep score."))(
        backtest_log
    )
    return app


FileArgument = Annotated[
    Path, typer.Argument(metavar="FILE", show_default=False, help=_("A chain file, YAML or JSON."))
]
LogArgument = Annotated[
    Path, typer.Argument(metavar="LOG", show_default=False, help=_("An event log: XES, XES.gz or CSV."))
]


def _column(name: str, meaning: str) -> Any:
    """An option that names a column of the log."""
    return typer.Option(name, metavar="COLUMN", show_default=False, help=meaning)


CaseOption = Annotated[str | None, _column("--case", _("The column that groups events into cases."))]
ActivityOption = Annotated[str | None, _column("--activity", _("The column that says what was done."))]
TimeOption = Annotated[str | None, _column("--time", _("The column that says when."))]
RoleOption = Annotated[str | None, _column("--role", _("The column that says who, by role."))]
DecisionOption = Annotated[str | None, _column("--decision", _("The column that says approved or rejected."))]
AmountOption = Annotated[str | None, _column("--amount", _("The column that holds the amount."))]


def check(file: FileArgument) -> None:
    """Say whether a chain file can be used."""
    chain = load_chain(file)
    gates = sum(len(step.gates) for step in chain.steps)
    people = plural_text("%(count)s person", "%(count)s people", len(chain.people))
    found = plural_text("%(count)s gate", "%(count)s gates", gates)
    say(
        translate(
            Text(
                "%(file)s is in order: %(people)s, %(gates)s",
                {"file": file, "people": people, "gates": found},
            )
        )
    )
    for note in chain_structure(chain).notes:
        say("- " + translate(note))


def analyse_file(
    file: FileArgument,
    output: Annotated[Format, typer.Option("--format", help=_("Text to read, or JSON for programs."))] = Format.text,
    coalitions: Annotated[
        int, typer.Option("--coalitions", min=0, metavar="N", help=_("List at most so many coalitions of each kind."))
    ] = COALITIONS,
    common_cause: Annotated[
        float,
        typer.Option("--common-cause", min=0, max=0.99, metavar="RHO", help=_("How far one mood moves everybody.")),
    ] = 0.0,
) -> None:
    """Print the analysis of a chain file."""
    chain = load_chain(file)
    with input_faults(file):
        analysis = analyse(chain, coalitions=coalitions, rho=common_cause)
    if output is Format.json:
        say(json.dumps(analysis_json(analysis), ensure_ascii=False, indent=2, allow_nan=False))
    else:
        show_analysis(analysis)


def draw(
    file: FileArgument,
    out: Annotated[
        Path, typer.Option("--output", "-o", metavar="SVG", show_default=False, help=_("Where to write the picture."))
    ],
) -> None:
    """Draw a chain file."""
    chain = load_chain(file)
    with input_faults(file):
        picture = draw_chain(analyse(chain, coalitions=0))
        write_text(out, picture, made_from=file)
    say(_("Drawn: %(path)s") % {"path": out})


def mine_log(
    log: LogArgument,
    out: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="CHAIN", show_default=False, help=_("Where to write the chain file.")),
    ] = None,
    case: CaseOption = None,
    activity: ActivityOption = None,
    time: TimeOption = None,
    role: RoleOption = None,
    decision: DecisionOption = None,
    amount: AmountOption = None,
) -> None:
    """Mine an event log and, with -o, write what was found as a chain file."""
    columns = Columns(case=case, activity=activity, time=time, role=role, decision=decision, amount=amount)
    with input_faults(log):
        mined: MinedChain = mine(load_log(log, columns))
        chain = mined.to_chain()
        if out is not None:
            write_text(out, write_chain(chain), made_from=log)
    show_mined(mined, chain)
    if out is not None:
        say()
        say(_("Written: %(path)s") % {"path": out})


def backtest_log(
    log: LogArgument,
    train_share: Annotated[
        float,
        typer.Option("--train-share", min=0.05, max=0.95, help=_("The share of earlier cases to learn on.")),
    ] = 0.7,
    case: CaseOption = None,
    activity: ActivityOption = None,
    time: TimeOption = None,
    role: RoleOption = None,
    decision: DecisionOption = None,
    amount: AmountOption = None,
) -> None:
    """Keep score of predictions on the later cases of a log."""
    columns = Columns(case=case, activity=activity, time=time, role=role, decision=decision, amount=amount)
    with input_faults(log):
        result = backtest(load_log(log, columns), train_share=train_share)
    show_backtest(result)


def load_chain(file: Path) -> Chain:
    """The chain in a file; what is wrong with it is printed and ends the command."""
    with input_faults(file):
        return read_chain(read_bytes(file, most=MAX_BYTES))


def load_log(log: Path, columns: Columns) -> EventLog:
    """The event log in a file, with a progress bar."""
    try:
        size = log.stat().st_size
        with log.open("rb") as stream, byte_progress(_("Reading %(file)s") % {"file": log.name}, size) as progress:
            return read_event_log(stream, columns=columns, progress=progress)
    except OSError as error:
        raise cannot_read(log, error) from None
