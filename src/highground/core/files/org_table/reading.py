"""A table of posts read into an organisation; nothing is dropped without a word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from highground.core.files.org_table.bosses import BossesOfTable, without_circles
from highground.core.files.org_table.duplicates import told_apart
from highground.core.files.org_table.entries import Entry, read_entries
from highground.core.files.org_table.findings import Finding, Findings, in_order
from highground.core.files.org_table.headings import Column
from highground.core.files.org_table.table import Table
from highground.core.files.org_table.units import UnitsOfTable
from highground.core.organisation.model import Organisation, Post
from highground.core.text import Text


@dataclass(frozen=True)
class OrgTable:
    """What a table says. `organisation` is always one of trees; with `faults` it is there to look at, not to keep.

    `columns` are those the table had, `rows` the numbers of the rows of each post, `grades` what the table calls them.
    """

    organisation: Organisation
    warnings: tuple[Finding, ...] = ()
    faults: tuple[Finding, ...] = ()
    columns: frozenset[Column] = frozenset()
    rows: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    grades: Mapping[str, str] = field(default_factory=dict)


def read_org_table(table: Table, mapping: Mapping[Column, str]) -> OrgTable:
    """The organisation in a table, with all warnings and faults; `mapping` gives the heading for each of our columns.

    Posts stand in the order of their rows.

    >>> from highground.core.files.org_table import guessed_mapping, table_of_bytes
    >>> table = table_of_bytes("编号,岗位,姓名,上级\\n1,总经理,王芳,XX\\n2,会计,空缺,1\\n".encode())
    >>> read = read_org_table(table, guessed_mapping(table.headings))
    >>> read.organisation.posts["2"].occupancy, [str(found) for found in read.warnings]
    (<Occupancy.VACANT: 'vacant'>, ['row 2, 上级: "XX" stands for no post: read as reporting to nobody'])
    """
    findings = Findings(mapping)
    findings.faults.extend([*_faults_of_mapping(table, mapping), *table.faults])
    if not set(mapping.values()) <= set(table.headings) or not {"key", "title"} & mapping.keys():
        return OrgTable(Organisation(), faults=tuple(findings.faults))
    entries = told_apart(read_entries(table, mapping, findings), findings)
    if "key" not in mapping:
        findings.warn(Text("No column holds references: posts are known by unit and title, in later tables too"))
    if not entries:
        findings.refuse(Text("The table holds no posts"))
    organisation = _organisation(entries, findings)
    return OrgTable(
        organisation,
        in_order(findings.warnings),
        in_order(findings.faults),
        frozenset(mapping),
        {key: entry.rows for key, entry in entries.items()},
        {key: entry.grade for key, entry in entries.items() if entry.grade},
    )


def _faults_of_mapping(table: Table, mapping: Mapping[Column, str]) -> Iterable[Finding]:
    for heading in mapping.values():
        if heading not in table.headings:
            listed_headings = ", ".join(filter(None, table.headings))
            values = {"name": heading, "headings": listed_headings}
            yield Finding(Text('There is no column "%(name)s"; the headings are: %(headings)s', values))
    if not {"key", "title"} & mapping.keys():
        yield Finding(Text("No column holds the titles of the posts. Choose it among the headings"))


def _organisation(entries: Mapping[str, Entry], findings: Findings) -> Organisation:
    units = UnitsOfTable(entries.values(), findings)
    look_up = BossesOfTable(entries, findings)
    lines = {key: look_up.lines_of(entry) for key, entry in entries.items()}
    bosses = without_circles({key: boss for key, (boss, _) in lines.items()}, entries, findings)
    posts = {
        key: Post(
            key=key,
            title=entry.title,
            unit=units.key_of(entry),
            layer=entry.layer,
            reports_to=bosses[key],
            dotted_to=lines[key][1],
            occupancy=entry.occupancy,
            holders=entry.holders,
            place=place,
        )
        for place, (key, entry) in enumerate(entries.items())
    }
    return Organisation(units.units, posts)
