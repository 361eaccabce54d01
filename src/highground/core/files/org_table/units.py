"""The units named beside the posts, one within another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from highground.core.files.org_table.entries import Entry
from highground.core.files.org_table.findings import Findings
from highground.core.organisation.model import Unit
from highground.core.organisation.structure import briefly, circles
from highground.core.text import Text


class UnitsOfTable:
    """Units by name, and by the unit above where the table gives it: 财务部 of two companies is two units."""

    def __init__(self, entries: Iterable[Entry], findings: Findings) -> None:
        self.findings = findings
        self.within: dict[str, dict[str, str]] = {}
        """By name: the keys of the units of that name, and the name of the unit above each."""
        self.rows: dict[str, int] = {}
        self.warned: set[str] = set()
        self.units: dict[str, Unit] = {}
        entries = list(entries)
        for entry in entries:
            if entry.unit and entry.unit_above not in ("", entry.unit):
                key = f"{entry.unit_above}/{entry.unit}"
                self.within.setdefault(entry.unit, {})[key] = entry.unit_above
                self.rows.setdefault(key, entry.rows[0])
        for entry in entries:
            self.key_of(entry)
        self._cut_circles()

    def key_of(self, entry: Entry) -> str | None:
        """The key of the unit an entry is in; None where it names none."""
        if entry.unit and entry.unit_above not in ("", entry.unit):
            return self._unit(f"{entry.unit_above}/{entry.unit}", entry.unit, entry)
        name = entry.unit or entry.unit_above
        return self._unit(self._key_of_name(name, entry), name, entry) if name else None

    def _key_of_name(self, name: str, entry: Entry) -> str:
        keys = list(self.within.get(name, ()))
        if len(keys) > 1 and name not in self.warned:
            self.warned.add(name)
            above = self.within[name][keys[0]]
            sentence = Text(
                '"%(unit)s" is part of several units; where none is named it is the one in %(above)s',
                {"unit": name, "above": above},
            )
            self.findings.warn(sentence, entry.rows, "unit")
        return keys[0] if keys else name

    def _unit(self, key: str, name: str, entry: Entry) -> str:
        first = key
        while key not in self.units:
            above = self.within.get(name, {}).get(key)
            parent = self._key_of_name(above, entry) if above else None
            self.units[key] = Unit(key, name, parent, place=len(self.units))
            if above is None or parent is None:
                break
            key, name = parent, above
        return first

    def _cut_circles(self) -> None:
        """Faults for units within each other; the first is taken out of the circle, so that the rest can be shown."""
        for circle in circles({key: unit.parent for key, unit in self.units.items()}):
            sentence = Text(
                "These units are part of each other in a circle: %(units)s",
                {"units": briefly([self.units[key].name for key in circle])},
            )
            self.findings.refuse(sentence, sorted(self.rows[key] for key in circle), "unit_above")
            self.units[circle[0]] = replace(self.units[circle[0]], parent=None)
