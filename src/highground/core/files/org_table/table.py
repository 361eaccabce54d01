"""A table of text with headings, out of the bytes of a CSV file or out of rows that were read elsewhere."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from highground.core.faults import Fault, InputError, fault
from highground.core.files.event_log.csv import csv_rows, find_encoding
from highground.core.files.org_table.findings import Finding
from highground.core.files.org_table.free_names import FreeNames
from highground.core.text import Text

_TITLE_ROWS = 10
"""Rows above the headings at most, such as the name of the company across the whole width."""


@dataclass(frozen=True)
class TableRow:
    """A row: its number as the spreadsheet counts, headings included, and its cells, one for each heading."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """Headings, each different or empty, and the rows below; `faults` are rows that could not be read."""

    headings: tuple[str, ...]
    rows: tuple[TableRow, ...]
    faults: tuple[Finding, ...] = ()


def table_of_bytes(content: bytes) -> Table:
    """The table in a CSV file of any usual encoding, delimiter and line end. Raises InputError where there is none.

    >>> table_of_bytes("岗位;姓名\\r会计;王芳".encode("gb18030")).rows
    (TableRow(number=2, cells=('会计', '王芳')),)
    """
    if b"\0" in content and not content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise fault(Text("This is no text file, or one in an unknown encoding. Save the table as CSV in UTF-8"))
    encoding = find_encoding(_opened(content))
    headings: tuple[str, ...] = ()
    rows, faults, lines_in_cells = [], [], 0
    for row in csv_rows(_opened(content), encoding):
        if isinstance(row, Fault):
            faults.append(Finding(row.text, (row.line - lines_in_cells,) if row.line else ()))
            continue
        number = row[0] - lines_in_cells
        lines_in_cells += sum(cell.count("\n") for cell in row[1])
        cells = tuple(map(_cleaned, row[1]))
        if headings:
            rows.append(TableRow(number, cells))
        else:
            headings = _told_apart(cells)
    if not headings:
        raise InputError([Fault(found.text) for found in faults] or [Fault(Text("The table is empty"))])
    return Table(headings, tuple(rows), tuple(faults))


def table_of_rows(rows: Iterable[Sequence[object]]) -> Table:
    """The table in the rows of a sheet, its first row first. Raises InputError where there is none.

    The headings are the first row with two cells that say something, so that a title above them does no harm; whole
    numbers lose the ".0" that spreadsheets give them.

    >>> table_of_rows([["组织架构", None], ["编号", "岗位"], [7.0, "会计"]])
    Table(headings=('编号', '岗位'), rows=(TableRow(number=3, cells=('7', '会计')),), faults=())
    """
    numbered = [(number, [_written(cell) for cell in row]) for number, row in enumerate(rows, 1)]
    numbered = [(number, cells) for number, cells in numbered if any(cells)]
    if not numbered:
        raise fault(Text("The table is empty"))
    wide = (at for at, (_, cells) in enumerate(numbered[:_TITLE_ROWS]) if sum(map(bool, cells)) > 1)
    first = next(wide, 0)
    width = max(len(cells) for _, cells in numbered[first:])
    padded = [(number, (*cells, *[""] * (width - len(cells)))) for number, cells in numbered[first:]]
    return Table(_told_apart(padded[0][1]), tuple(TableRow(number, cells) for number, cells in padded[1:]))


def _opened(content: bytes) -> io.BufferedReader:
    return io.BufferedReader(io.BytesIO(content))


def _cleaned(cell: str) -> str:
    """Lines stay, as they may separate names; other runs of spaces become one."""
    lines = (" ".join(line.split()) for line in cell.replace("\x00", "").splitlines())
    return "\n".join(line for line in lines if line)


def _written(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return _cleaned(str(cell))


def _told_apart(headings: Sequence[str]) -> tuple[str, ...]:
    """The headings in one line each; one that stands again gets a number."""
    found: dict[str, None] = {}
    names = FreeNames(found)
    result = []
    for heading in (" ".join(heading.split()) for heading in headings):
        result.append(names.of(heading) if heading else "")
        found[result[-1]] = None
    return tuple(result)
