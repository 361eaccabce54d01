"""The terminal: one place for output, errors and progress bars."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table

from highground.core.faults import Fault, InputError, fault
from highground.core.text import Text, plural_text
from highground.kit.language import translate

INPUT_FAULT = 2
"""The exit code where an input cannot be used."""
PLAIN_WIDTH = 120
"""Columns where the output is no terminal."""
SHOWN_FAULTS = 50


def console(*, errors: bool = False) -> Console:
    """The console for results, or for errors and progress; no colour and a steady width outside a terminal."""
    stream = sys.stderr if errors else sys.stdout
    return Console(
        file=stream, width=None if stream.isatty() else PLAIN_WIDTH, highlight=False, markup=False, emoji=False
    )


def say(message: str = "", style: str | None = None) -> None:
    """Print a line of the result."""
    console().print(message, style=style, soft_wrap=True)


def section(title: str, note: str = "") -> None:
    """Print a heading with a quiet remark beside it."""
    out = console()
    out.print()
    out.print(title, style="bold", end="  " if note else "\n")
    if note:
        out.print(note, style="dim")


def show_table(columns: Sequence[tuple[str, bool]], rows: Sequence[Sequence[str]]) -> None:
    """Print rows under headings; a column is a heading and whether it holds numbers."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for heading, is_number in columns:
        table.add_column(heading, justify="right" if is_number else "left", overflow="fold")
    for row in rows:
        table.add_row(*row)
    console().print(table)


def show_faults(source: str, error: InputError) -> None:
    """Print what is wrong with an input, every fault on its own line."""
    out = console(errors=True)
    head = plural_text(
        "%(source)s cannot be used: %(count)s fault. Nothing was written.",
        "%(source)s cannot be used: %(count)s faults. Nothing was written.",
        len(error.faults),
        {"source": source},
    )
    out.print(translate(head), style="bold", soft_wrap=True)
    for found in error.faults[:SHOWN_FAULTS]:
        out.print("  " + _placed(found), soft_wrap=True)
    if len(error.faults) > SHOWN_FAULTS:
        more = Text("… and %(count)s more", {"count": len(error.faults) - SHOWN_FAULTS})
        out.print("  " + translate(more))


def _placed(found: Fault) -> str:
    if found.line is None:
        return translate(found.text)
    return translate(Text("line %(line)s: %(fault)s", {"line": found.line, "fault": found.text}))


@contextmanager
def byte_progress(label: str, total: int | None) -> Iterator[Callable[[int], None]]:
    """A progress bar over bytes on the error stream; gives the function to call with the bytes read so far."""
    with _progress(label, total, DownloadColumn()) as update:
        yield update


@contextmanager
def counting(label: str, total: int | None) -> Iterator[Callable[[int], None]]:
    """A progress bar over things on the error stream; gives the function to call with how many are done."""
    with _progress(label, total, MofNCompleteColumn()) as update:
        yield update


@contextmanager
def _progress(label: str, total: int | None, amount: ProgressColumn) -> Iterator[Callable[[int], None]]:
    out = console(errors=True)
    columns = (TextColumn("{task.description}"), BarColumn(), amount, TimeRemainingColumn())
    progress = Progress(*columns, console=out, transient=True, disable=not out.is_terminal)
    with progress:
        task = progress.add_task(label, total=total)
        yield lambda done: progress.update(task, completed=done)


@contextmanager
def input_faults(source: object) -> Iterator[None]:
    """Turn an InputError into its message and exit code 2."""
    try:
        yield
    except InputError as error:
        show_faults(str(source), error)
    except MemoryError:
        show_faults(str(source), fault(Text("This is too large for the memory of this machine")))
    else:
        return
    raise typer.Exit(INPUT_FAULT)
