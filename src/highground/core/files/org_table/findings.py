"""What is odd or wrong about a table, and in which rows and which column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from highground.core.files.org_table.headings import Column
from highground.core.text import Text


@dataclass(frozen=True)
class Finding:
    """One doubt about a table. `rows` count as the spreadsheet does; `column` is a heading, None for the whole row.

    >>> str(Finding(Text("no such post"), (3, 7), "上级"))
    'row 3, 7, 上级: no such post'
    """

    text: Text
    rows: tuple[int, ...] = ()
    column: str | None = None

    @property
    def row(self) -> int | None:
        """The row to point at: the last of those concerned."""
        return self.rows[-1] if self.rows else None

    def __str__(self) -> str:
        rows = f"row {', '.join(map(str, self.rows))}" if self.rows else ""
        place = ", ".join(part for part in (rows, self.column) if part)
        return f"{place}: {self.text}" if place else str(self.text)


class Findings:
    """Collects what reading a table comes upon: warnings say how a doubt was settled, faults keep the table out."""

    def __init__(self, mapping: Mapping[Column, str]) -> None:
        self.mapping = mapping
        self.warnings: list[Finding] = []
        self.faults: list[Finding] = []

    def warn(self, text: Text, rows: Iterable[int] = (), column: Column | None = None) -> None:
        """Remember what was odd and what was made of it."""
        self.warnings.append(self._at(text, rows, column))

    def refuse(self, text: Text, rows: Iterable[int] = (), column: Column | None = None) -> None:
        """Remember what the table must not have."""
        self.faults.append(self._at(text, rows, column))

    def _at(self, text: Text, rows: Iterable[int], column: Column | None) -> Finding:
        return Finding(text, tuple(rows), self.mapping.get(column) if column else None)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings from the top of the table to its end."""
    return tuple(sorted(findings, key=lambda found: found.row or 0))
