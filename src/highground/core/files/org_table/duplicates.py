"""One key for each post: references that stand twice, and posts that have none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from highground.core.files.org_table.entries import Entry
from highground.core.files.org_table.findings import Findings
from highground.core.organisation.model import Occupancy
from highground.core.text import Text, listed


def told_apart(entries: Sequence[Entry], findings: Findings) -> dict[str, Entry]:
    """The entries by a key of their own, in their order.

    A reference that stands again with the same particulars is one post held by several; with others it is a second
    post, whose key gets a number. Posts without a reference are never the same: they go by unit and title, where that
    does not do by their holder too.
    """
    found: dict[str, Entry] = {}
    for entry in entries:
        if entry.key in found and _is_same_post(found[entry.key], entry):
            found[entry.key] = _joined(found[entry.key], entry, findings)
        elif entry.key:
            key = _free(entry.key, found)
            if key != entry.key:
                _warn_of_two(found[entry.key], entry, key, findings)
            found[key] = replace(entry, key=key)
        else:
            # A mark no reference can be, so that the order of the table is kept until all references are known.
            found[f"\0{entry.rows[0]}"] = entry
    return _with_keys_for_all(found)


def _is_same_post(first: Entry, second: Entry) -> bool:
    return _particulars(first) == _particulars(second)


def _particulars(entry: Entry) -> tuple[object, ...]:
    """What must agree for two rows to be one post: all but those who hold it and their grade."""
    return entry.title, entry.unit, entry.unit_above, entry.layer, entry.boss, entry.dotted


def _joined(first: Entry, second: Entry, findings: Findings) -> Entry:
    rows = (*first.rows, *second.rows)
    values = {"key": first.key, "rows": listed(rows)}
    findings.warn(Text("%(key)s stands in rows %(rows)s alike: read as one post, held jointly", values), rows, "key")
    holders = tuple(dict.fromkeys((*first.holders, *second.holders)))
    occupancies = {first.occupancy, second.occupancy}
    occupancy = next(kind for kind in (Occupancy.HELD, Occupancy.NAME_UNKNOWN, Occupancy.VACANT) if kind in occupancies)
    return replace(first, rows=rows, holders=holders, occupancy=occupancy)


def _warn_of_two(first: Entry, second: Entry, key: str, findings: Findings) -> None:
    rows = (*first.rows, *second.rows)
    sentence = Text(
        "%(key)s stands in rows %(rows)s for different posts: the last is read as %(new)s",
        {"key": first.key, "rows": listed(rows), "new": key},
    )
    findings.warn(sentence, rows, "key")


def _free(key: str, taken: Mapping[str, object]) -> str:
    free, number = key, 2
    while free in taken:
        free, number = f"{key} ({number})", number + 1
    return free


def _with_keys_for_all(found: Mapping[str, Entry]) -> dict[str, Entry]:
    by_title: dict[str, int] = {}
    for entry in found.values():
        if not entry.key:
            by_title[_by_unit_and_title(entry)] = by_title.get(_by_unit_and_title(entry), 0) + 1
    taken = {entry.key: entry for entry in found.values() if entry.key}
    result: dict[str, Entry] = {}
    for entry in found.values():
        key = entry.key
        if not key:
            key = _by_unit_and_title(entry)
            if by_title[key] > 1 and entry.holders:
                key = f"{key} ({'、'.join(entry.holders)})"
            key = _free(key, taken)
            taken[key] = entry
        result[key] = replace(entry, key=key)
    return result


def _by_unit_and_title(entry: Entry) -> str:
    return f"{entry.unit or entry.unit_above}/{entry.title}" if entry.unit or entry.unit_above else entry.title
