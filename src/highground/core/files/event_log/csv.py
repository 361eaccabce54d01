"""Events out of CSV as spreadsheets and process tools write it: any usual encoding, delimiter and line end."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from io import BufferedReader, TextIOWrapper

from highground.core.faults import Fault, fault
from highground.core.text import Text

Row = tuple[int, list[str]]
"""The line a row begins on and its cells."""

_CHUNK = 1 << 18
_SAMPLE = 1 << 16
_SAMPLE_ROWS = 20
_DELIMITERS = ",;\t|"
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_LONE_HIGH = re.compile(rb"(?<![\x80-\xff])[\x80-\xff](?![\x80-\xff])")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def find_encoding(source: BufferedReader) -> str:
    """The encoding of a text, read to its end: UTF-16 by its mark, else the first to fit of UTF-8, GB 18030, Latin-1.

    Text whose letters beyond ASCII mostly stand alone, as in Prüfung, is Latin-1 even where GB 18030 would fit.

    >>> import io
    >>> find_encoding(io.BufferedReader(io.BytesIO("环节".encode("gb18030"))))
    'gb18030'
    """
    if source.peek(2)[:2] in _UTF_16:
        return "utf-16"
    lone = runs = 0
    candidates = {name: codecs.getincrementaldecoder(name)() for name in ("utf-8-sig", "gb18030")}
    while candidates:
        chunk = source.read(_CHUNK)
        lone, runs = lone + len(_LONE_HIGH.findall(chunk)), runs + len(_HIGH_RUN.findall(chunk))
        for name in list(candidates):
            try:
                candidates[name].decode(chunk, final=not chunk)
            except UnicodeDecodeError:
                del candidates[name]
        if not chunk:
            break
    found = next(iter(candidates), "latin-1")
    return "latin-1" if found == "gb18030" and lone * 2 > runs else found


def csv_rows(source: BufferedReader, encoding: str) -> Iterator[Row | Fault]:
    """The rows of a table, its headings first; faults stand in for rows that cannot be read.

    A row with fewer or more cells than headings is a fault; empty lines are passed over, empty cells at the end
    too. Raises InputError where the headings cannot be read or the text is damaged.

    >>> import io
    >>> list(csv_rows(io.BufferedReader(io.BytesIO(b"case;activity\\r1;sign\\r2")), "utf-8"))[:2]
    [(1, ['case', 'activity']), (2, ['1', 'sign'])]
    """
    text = TextIOWrapper(source, encoding, newline=None)
    try:
        sample = text.read(_SAMPLE)
        if "\0" in sample[:1000]:
            raise fault(Text("This is no text file, or one in an unknown encoding. Export the log as CSV in UTF-8"), 1)
        yield from _checked(_rows(_lines(sample, text), _delimiter(sample)))
    except UnicodeError as error:
        raise fault(Text("The text is damaged: it is not %(encoding)s throughout", {"encoding": encoding})) from error


def _lines(sample: str, text: TextIOWrapper) -> Iterator[str]:
    """The lines of the sample and of what follows it."""
    lines = [line + "\n" for line in sample.split("\n")]
    yield from lines[:-1]
    yield lines[-1][:-1] + text.readline()
    yield from text


def _delimiter(sample: str) -> str:
    """The delimiter by which most of the first rows have as many cells as the headings, then the most cells."""
    lines = sample.split("\n")[:_SAMPLE_ROWS]

    def merit(delimiter: str) -> tuple[bool, float, int]:
        widths = [len(row) for row in csv.reader(lines, delimiter=delimiter) if row]
        width = widths[0] if widths else 0
        return width > 1, sum(other == width for other in widths) / max(1, len(widths)), width

    try:
        return max(_DELIMITERS, key=merit)
    except csv.Error:
        return ","


def _rows(lines: Iterable[str], delimiter: str) -> Iterator[Row | Fault]:
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        line = reader.line_num + 1
        try:
            yield line, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Fault(Text("This row cannot be read: %(reason)s", {"reason": error}), line)


def _checked(rows: Iterator[Row | Fault]) -> Iterator[Row | Fault]:
    headings: list[str] | None = None
    for row in rows:
        if isinstance(row, Fault):
            yield row
            continue
        line, cells = row
        if not any(cell.strip() for cell in cells):
            continue
        if headings is None:
            headings = [cell.strip() for cell in _trimmed(cells, 0)]
            yield line, headings
        else:
            yield _fitted(line, cells, headings)


def _fitted(line: int, cells: list[str], headings: Sequence[str]) -> Row | Fault:
    if len(cells) > len(headings):
        cells = _trimmed(cells, len(headings))
    if len(cells) != len(headings):
        sentence = Text(
            "This row has %(cells)s cells, the headings are %(headings)s; "
            "a quotation mark or a delimiter may be missing",
            {"cells": len(cells), "headings": len(headings)},
        )
        return Fault(sentence, line)
    if any("\0" in cell for cell in cells):
        return Fault(Text("This row holds NUL bytes: the file is damaged. Export the log again"), line)
    return line, cells


def _trimmed(cells: list[str], at_least: int) -> list[str]:
    """The cells without the empty ones at the end."""
    width = len(cells)
    while width > at_least and not cells[width - 1].strip():
        width -= 1
    return cells[:width]
