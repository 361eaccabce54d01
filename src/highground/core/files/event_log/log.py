"""Event logs: who did what when in each case, out of XES or CSV, plain or compressed with gzip."""

from __future__ import annotations

import gzip
import io
import re
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO

from highground.core.chain.mining.events import Columns, Event, EventLog
from highground.core.faults import Fault, InputError, fault
from highground.core.files.event_log.columns import Choice, choose_columns
from highground.core.files.event_log.csv import csv_rows, find_encoding
from highground.core.files.event_log.times import SlashDate, has_zone, is_day_first, read_time
from highground.core.files.event_log.xes import Record, xes_records
from highground.core.text import Text, plural_text

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MAX_BYTES = 2 << 30
"""Bytes a log may have once decompressed: 2 GiB."""

_GZIP = b"\x1f\x8b"
_LOOKAHEAD = 1000
"""XES events whose keys are looked at before the columns are chosen."""

_FAULTS_LISTED = 20

_Cells = tuple[int, list[str]]
"""The line of an event and its case, activity, time, role, decision, amount as text, "" where there is none."""


def read_event_log(
    stream: BinaryIO,
    *,
    columns: Columns | None = None,
    progress: Callable[[int], None] | None = None,
    max_bytes: int = MAX_BYTES,
) -> EventLog:
    """Reads an event log from an open binary file; the content says whether it is gzip, XES or CSV.

    `columns` names columns (XES: attribute keys) the headings do not give away; what is guessed is said in the
    notes. `progress` hears how many bytes of the file are read. CSV is read twice, once to find its encoding.
    Memory holds the events, and a pipe, which cannot be read twice, whole. Raises InputError with all faults, each
    with its line where it has one.

    >>> log = read_event_log(io.BytesIO("单号,环节,时间\\n7,提交,2024-03-01 09:00\\n".encode()))
    >>> log.cases[0][0].activity
    '提交'
    """
    try:
        return _read(stream, columns or Columns(), progress or _ignore, max_bytes)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise fault(
            Text("The compressed file breaks off or is damaged (%(reason)s). Copy it again", {"reason": error})
        ) from error


def _read(stream: BinaryIO, columns: Columns, progress: Callable[[int], None], max_bytes: int) -> EventLog:
    if not stream.seekable():
        stream = io.BytesIO(stream.read(max_bytes + 1))
    start = stream.tell()
    source = _open(stream, progress, max_bytes)
    if _is_xml(source.peek(64)):
        return _log_of_xes(source, columns)
    encoding = find_encoding(_open(stream, _ignore, max_bytes, start))
    return _log_of_csv(_open(stream, progress, max_bytes, start), encoding, columns)


class _Counted(io.RawIOBase):
    """A file that tells after each read how many bytes have been read."""

    def __init__(self, stream: BinaryIO | gzip.GzipFile, told: Callable[[int], None]) -> None:
        self.stream, self.told, self.count = stream, told, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        view = memoryview(buffer)
        data = self.stream.read(len(view))
        view[: len(data)] = data
        self.count += len(data)
        self.told(self.count)
        return len(data)


def _open(
    stream: BinaryIO, progress: Callable[[int], None], max_bytes: int, start: int | None = None
) -> io.BufferedReader:
    """The text of a file from `start` on, decompressed where it is gzip, refused where it is larger than allowed."""
    if start is not None:
        stream.seek(start)

    def refuse_more(count: int) -> None:
        if count > max_bytes:
            raise fault(
                Text("The log is larger than %(limit)s MB once unpacked. Split it by year", {"limit": max_bytes >> 20})
            )

    raw = io.BufferedReader(_Counted(stream, progress), 1 << 16)
    unpacked = gzip.GzipFile(fileobj=raw) if raw.peek(2)[:2] == _GZIP else raw
    return io.BufferedReader(_Counted(unpacked, refuse_more), 1 << 16)


def _is_xml(head: bytes) -> bool:
    return re.match(rb"(\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\0]*<", head) is not None


def _ignore(count: int) -> None:
    """Takes a progress report and does nothing."""


def _log_of_xes(source: io.BufferedReader, columns: Columns) -> EventLog:
    records = xes_records(source)
    first = list(islice(records, _LOOKAHEAD))
    if not first:
        raise fault(Text("The log holds no events"))
    choice = choose_columns(columns, list(dict.fromkeys(key for _, values in first for key in values)))
    return _gather(_cells_of_records(first, records, choice.columns), choice)


def _cells_of_records(first: list[Record], rest: Iterator[Record], columns: Columns) -> Iterator[_Cells]:
    names = _names(columns)
    for records in (first, rest):
        for line, values in records:
            yield line, [values.get(name, "") for name in names]


def _log_of_csv(source: io.BufferedReader, encoding: str, columns: Columns) -> EventLog:
    rows = csv_rows(source, encoding)
    head = next(rows, None)
    if head is None:
        raise fault(Text("The file is empty"))
    if isinstance(head, Fault):
        raise InputError([head])
    headings = head[1]
    choice = choose_columns(columns, headings)
    places = [headings.index(name) if name in headings else None for name in _names(choice.columns)]
    log = _gather(
        (
            row if isinstance(row, Fault) else (row[0], ["" if at is None else row[1][at] for at in places])
            for row in rows
        ),
        choice,
    )
    return EventLog(log.cases, (*_encoding_note(encoding), *log.notes), log.columns)


def _encoding_note(encoding: str) -> tuple[Text, ...]:
    if encoding == "utf-8-sig":
        return ()
    return (Text("The text is read as %(encoding)s, not UTF-8", {"encoding": encoding}),)


def _names(columns: Columns) -> list[str]:
    """The columns in the order of an Event; "" where there is none."""
    chosen = (columns.case, columns.activity, columns.time, columns.role, columns.decision, columns.amount)
    return [name or "" for name in chosen]


def _gather(rows: Iterable[_Cells | Fault], choice: Choice) -> EventLog:
    if choice.faults:
        raise InputError(choice.faults)
    gathering = _Gathering()
    for row in rows:
        if isinstance(row, Fault):
            gathering.refuse(row)
        else:
            gathering.add(*row)
    return gathering.log(choice)


class _Gathering:
    """Collects events, and the faults of those that cannot be read."""

    def __init__(self) -> None:
        self.cases: dict[str, list[Event]] = {}
        self.slash_dates: list[tuple[SlashDate, int, Sequence[str]]] = []
        self.faults: list[Fault] = []
        self.fault_count = 0
        self.amounts: dict[str, float | None] = {"": None}
        self.naive_count = 0

    def refuse(self, problem: Fault) -> None:
        self.fault_count += 1
        if len(self.faults) < _FAULTS_LISTED:
            self.faults.append(problem)

    def add(self, line: int, cells: Sequence[str]) -> None:
        case, activity, written = cells[0].strip(), cells[1].strip(), cells[2].strip()
        if not case:
            self.refuse(Fault(Text("The case is empty"), line))
        elif not activity:
            self.refuse(Fault(Text("The activity is empty"), line))
        else:
            self.add_timed(line, written, (sys.intern(case), sys.intern(activity), *cells[3:]))

    def add_timed(self, line: int, written: str, cells: Sequence[str]) -> None:
        moment = read_time(written)
        if moment is None:
            self.refuse(Fault(Text('"%(time)s" is no time that can be read', {"time": written[:60]}), line))
            return
        self.naive_count += not has_zone(written)
        if isinstance(moment, SlashDate):
            self.slash_dates.append((moment, line, cells))
        else:
            self.keep(moment, cells)

    def keep(self, moment: datetime, cells: Sequence[str]) -> None:
        case, activity, role, decision, amount = cells
        if amount not in self.amounts:
            self.amounts[amount] = read_amount(amount)
        event = Event(
            case, activity, moment, sys.intern(role.strip()) or None, decision.strip() or None, self.amounts[amount]
        )
        self.cases.setdefault(case, []).append(event)

    def settle_slash_dates(self) -> Iterator[Text]:
        """Keeps the events whose day and month had to wait for the whole column; says how they were read."""
        if not self.slash_dates:
            return
        day_first, proven = is_day_first(date for date, _, _ in self.slash_dates)
        for date, line, cells in self.slash_dates:
            moment = date.resolve(day_first)
            if moment is None:
                self.refuse(Fault(Text("There is no such day, as the other dates of this column are written"), line))
            else:
                self.keep(moment, cells)
        if not proven:
            yield Text("Dates such as 03/04/2024 are read with the day first; no date of this log says otherwise")

    def log(self, choice: Choice) -> EventLog:
        notes = [*choice.notes, *self.settle_slash_dates(), *self.remarks()]
        if self.fault_count > len(self.faults):
            self.faults.append(
                Fault(plural_text("%(count)s more fault", "%(count)s more faults", self.fault_count - len(self.faults)))
            )
        if self.faults:
            raise InputError(self.faults)
        if not self.cases:
            raise fault(Text("The log holds no events"))
        cases = [tuple(sorted(events, key=lambda event: event.time)) for events in self.cases.values()]
        return EventLog(tuple(sorted(cases, key=lambda events: events[0].time)), tuple(notes), choice.columns)

    def remarks(self) -> Iterator[Text]:
        if self.naive_count:
            yield Text("Times without an offset are read as UTC")
        unread = sum(amount is None for written, amount in self.amounts.items() if written.strip())
        if unread:
            yield plural_text(
                "%(count)s amount cannot be read and counts as not known",
                "%(count)s different amounts cannot be read and count as not known",
                unread,
            )


def read_amount(text: str) -> float | None:
    """An amount with any currency sign and separators; None where it is none.

    A lone comma before exactly three digits separates thousands; otherwise the last of comma and point is decimal.

    >>> [read_amount(text) for text in ("¥12,000.50", "1.234,5 EUR", "12,000", "12,5", "unknown")]
    [12000.5, 1234.5, 12000.0, 12.5, None]
    """
    number = re.sub(r"[^\d.,eE+-]|(?<!\d)[eE]|[eE](?![+-]?\d)", "", text)
    if "," in number:
        decimal_comma = number.rfind(",") > number.rfind(".") and not re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+", number)
        number = number.replace(".", "").replace(",", ".") if decimal_comma else number.replace(",", "")
    try:
        amount = float(number)
    except ValueError:
        return None
    return amount if abs(amount) < float("inf") else None


__all__ = ["MAX_BYTES", "Columns", "Event", "EventLog", "read_amount", "read_event_log"]
