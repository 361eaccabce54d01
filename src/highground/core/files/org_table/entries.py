"""The rows of a table of posts, each read by itself: what it says, before posts and units are put together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from highground.core.files.org_table.cells import read_holder, read_layer, read_list
from highground.core.files.org_table.findings import Findings
from highground.core.files.org_table.headings import Column
from highground.core.files.org_table.table import Table, TableRow
from highground.core.organisation.model import Layer, Occupancy
from highground.core.text import Text


@dataclass(frozen=True)
class Entry:
    """What one row says, or several that say the same post. `key` is "" where the table gives no reference."""

    rows: tuple[int, ...]
    key: str
    title: str
    unit: str
    unit_above: str
    layer: Layer | None
    occupancy: Occupancy
    holders: tuple[str, ...]
    boss: str
    dotted: tuple[str, ...]
    grade: str


def read_entries(table: Table, mapping: Mapping[Column, str], findings: Findings) -> list[Entry]:
    """The entries of a table, in its order; rows without any post are faults.

    >>> from highground.core.files.org_table.table import table_of_rows
    >>> table = table_of_rows([["岗位", "姓名"], ["会计", "王芳"]])
    >>> read_entries(table, {"title": "岗位", "holder": "姓名"}, Findings({}))[0].holders
    ('王芳',)
    """
    places = {column: table.headings.index(heading) for column, heading in mapping.items()}
    return list(_entries(table, places, findings))


def _entries(table: Table, places: Mapping[Column, int], findings: Findings) -> Iterator[Entry]:
    for row in table.rows:
        entry = _entry(row, places, findings)
        if entry is not None:
            yield entry


def _entry(row: TableRow, places: Mapping[Column, int], findings: Findings) -> Entry | None:
    def lines(column: Column) -> str:
        return row.cells[places[column]] if column in places else ""

    def cell(column: Column) -> str:
        return " ".join(lines(column).split())

    rows, key, title = (row.number,), cell("key"), cell("title")
    if not key and not title:
        findings.refuse(Text("This row has neither a reference nor a title: it names no post"), rows, "title")
        return None
    if not title:
        findings.warn(Text("This post has no title; its reference stands in for it"), rows, "title")
    if not key and "key" in places:
        findings.warn(Text("This post has no reference; it is known by its unit and its title"), rows, "key")
    layer = read_layer(cell("layer"))
    if layer is None and cell("layer"):
        sentence = Text(
            '"%(layer)s" is none of decision, management and execution; the layer is left open',
            {"layer": cell("layer")},
        )
        findings.warn(sentence, rows, "layer")
    occupancy, holders = read_holder(lines("holder"))
    return Entry(
        *(rows, key, title or key, cell("unit"), cell("unit_above"), layer, occupancy, holders),
        *(lines("reports_to"), read_list(lines("dotted_to")), cell("grade")),
    )
