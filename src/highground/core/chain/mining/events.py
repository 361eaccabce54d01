"""An event log: who did what when in each case."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from highground.core.text import Text


@dataclass(frozen=True)
class Columns:
    """The columns (XES: attribute keys) of an event log; None: not named or not there, "": not to be used.

    `case` groups events, `activity` says what was done, `time` when, `role` by whom, `amount` the value of the
    case, `decision` the answer given.
    """

    case: str | None = None
    activity: str | None = None
    time: str | None = None
    role: str | None = None
    amount: str | None = None
    decision: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One event of a case. `time` carries its offset; `amount` is in the log's own currency; None: not recorded."""

    case: str
    activity: str
    time: datetime
    role: str | None = None
    decision: str | None = None
    amount: float | None = None


@dataclass(frozen=True)
class EventLog:
    """A log: cases in the order of their first event, the events of a case in time; ties keep the file's order."""

    cases: tuple[tuple[Event, ...], ...]
    notes: tuple[Text, ...] = ()
    columns: Columns = field(default_factory=Columns)
