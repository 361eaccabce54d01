"""A table of posts that somebody names on the command line, with what its headings mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from highground.core.faults import Fault, InputError, fault
from highground.core.files.org_table import (
    COLUMNS,
    Column,
    Finding,
    OrgTable,
    guessed_mapping,
    read_org_table,
    table_of_bytes,
)
from highground.core.organisation.structure import briefly
from highground.core.text import Text, listed, plural_text
from highground.kit.paths import read_bytes

MAX_BYTES = 32_000_000


@dataclass(frozen=True)
class PostTable:
    """What a table says, which heading was taken for which column, and the headings that say nothing to us."""

    content: OrgTable
    mapping: Mapping[Column, str]
    unread: Sequence[str]


def chosen_columns(choices: Iterable[str]) -> dict[Column, str]:
    """The headings chosen for columns, "" for a column that is not to be read. Raises InputError for anything else.

    >>> chosen_columns(["title=岗位", "layer="])
    {'title': '岗位', 'layer': ''}
    """
    chosen: dict[Column, str] = {}
    for choice in choices:
        name, sign, heading = choice.partition("=")
        column = next((column for column in COLUMNS if column == name.strip()), None)
        if column is None or not sign:
            values = {"choice": choice, "columns": listed(COLUMNS)}
            raise fault(Text('"%(choice)s" is not COLUMN=HEADING; the columns are %(columns)s', values))
        chosen[column] = " ".join(heading.split())
    return chosen


def read_table(file: Path, chosen: Mapping[Column, str]) -> PostTable:
    """The table in a CSV file, its headings guessed where they were not chosen. Raises InputError where there is none.

    The content may have faults of its own.
    """
    content = read_bytes(file, most=MAX_BYTES)
    if len(content) > MAX_BYTES:
        raise fault(Text("The file has more than %(most)s MB", {"most": f"{MAX_BYTES / 1e6:.0f}"}))
    table = table_of_bytes(content)
    mapping = _mapping(table.headings, chosen)
    unread = [heading for heading in table.headings if heading and heading not in mapping.values()]
    return PostTable(read_org_table(table, mapping), mapping, unread)


def read_sound_table(file: Path, chosen: Mapping[Column, str]) -> PostTable:
    """The same for a table without faults. Raises InputError with all of them."""
    table = read_table(file, chosen)
    if table.content.faults:
        raise InputError([Fault(placed(found)) for found in table.content.faults])
    return table


def placed(found: Finding) -> Text:
    """A finding with its rows and its column.

    >>> str(placed(Finding(Text("no such post"), (3, 7), "上级")))
    'rows 3, 7, column 上级: no such post'
    """
    values = {"rows": briefly(found.rows), "column": found.column, "finding": found.text}
    if found.rows and found.column:
        return plural_text(
            "row %(rows)s, column %(column)s: %(finding)s",
            "rows %(rows)s, column %(column)s: %(finding)s",
            len(found.rows),
            values,
        )
    if found.rows:
        return plural_text("row %(rows)s: %(finding)s", "rows %(rows)s: %(finding)s", len(found.rows), values)
    return Text("column %(column)s: %(finding)s", values) if found.column else found.text


def _mapping(headings: Sequence[str], chosen: Mapping[Column, str]) -> dict[Column, str]:
    """The guessed headings with the chosen ones in their place; a heading that was chosen is not guessed as well."""
    taken = set(chosen.values())
    mapping = {column: heading for column, heading in guessed_mapping(headings).items() if heading not in taken}
    mapping.update(chosen)
    return {column: mapping[column] for column in COLUMNS if mapping.get(column)}
