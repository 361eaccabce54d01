"""One key for each post: references that stand twice, and posts that have none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from highground.core.files.org_table.entries import Entry
from highground.core.files.org_table.findings import Findings
from highground.core.files.org_table.free_names import FreeNames
from highground.core.organisation.model import Occupancy
from highground.core.organisation.structure import briefly
from highground.core.text import Text


def told_apart(entries: Sequence[Entry], findings: Findings) -> dict[str, Entry]:
    """The entries by a key of their own, in their order.

    A reference that stands again with the same particulars is one post held by several; with others it is a second
    post, whose key gets a number. Posts without a reference are never the same: they go by unit and title, where that
    does not do by their holder too.
    """
    found: dict[str, list[Entry]] = {}
    names = FreeNames(found)
    for entry in entries:
        if not entry.key:
            # A mark no reference can be, so that the order of the table is kept until all references are known.
            found[f"\0{entry.rows[0]}"] = [entry]
        elif entry.key in found and _is_same_post(found[entry.key][0], entry):
            found[entry.key].append(entry)
        else:
            key = names.of(entry.key)
            if key != entry.key:
                _warn_of_two(found[entry.key][0], entry, key, findings)
            found[key] = [replace(entry, key=key)]
    return _with_keys_for_all([_joined(alike, findings) for alike in found.values()])


def _is_same_post(first: Entry, second: Entry) -> bool:
    return _particulars(first) == _particulars(second)


def _particulars(entry: Entry) -> tuple[object, ...]:
    """What must agree for two rows to be one post: all but those who hold it and their grade."""
    return entry.title, entry.unit, entry.unit_above, entry.layer, entry.boss, entry.dotted


def _joined(alike: Sequence[Entry], findings: Findings) -> Entry:
    """One entry out of the rows that say the same post."""
    if len(alike) == 1:
        return alike[0]
    rows = tuple(row for entry in alike for row in entry.rows)
    values = {"key": alike[0].key, "rows": briefly(rows)}
    findings.warn(Text("%(key)s stands in rows %(rows)s alike: read as one post, held jointly", values), rows, "key")
    holders = tuple(dict.fromkeys(name for entry in alike for name in entry.holders))
    occupancies = {entry.occupancy for entry in alike}
    occupancy = next(kind for kind in (Occupancy.HELD, Occupancy.NAME_UNKNOWN, Occupancy.VACANT) if kind in occupancies)
    return replace(alike[0], rows=rows, holders=holders, occupancy=occupancy)


def _warn_of_two(first: Entry, second: Entry, key: str, findings: Findings) -> None:
    rows = (*first.rows, *second.rows)
    sentence = Text(
        "%(key)s stands in rows %(rows)s for different posts: the last is read as %(new)s",
        {"key": first.key, "rows": briefly(rows), "new": key},
    )
    findings.warn(sentence, rows, "key")


def _with_keys_for_all(entries: Sequence[Entry]) -> dict[str, Entry]:
    """The entries by key, those without a reference by one made of what they say."""
    alike = Counter(_by_unit_and_title(entry) for entry in entries if not entry.key)
    taken = {entry.key for entry in entries if entry.key}
    names = FreeNames(taken)
    result: dict[str, Entry] = {}
    for entry in entries:
        key = entry.key
        if not key:
            key = _by_unit_and_title(entry)
            if alike[key] > 1 and entry.holders:
                key = f"{key} ({'、'.join(entry.holders)})"
            key = names.of(key)
            taken.add(key)
        result[key] = replace(entry, key=key)
    return result


def _by_unit_and_title(entry: Entry) -> str:
    return f"{entry.unit or entry.unit_above}/{entry.title}" if entry.unit or entry.unit_above else entry.title
