"""To whom each post of a table reports: cells that name posts by reference, holder or title, looked up."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping

from highground.core.files.org_table.cells import is_top, read_list
from highground.core.files.org_table.entries import Entry
from highground.core.files.org_table.findings import Findings
from highground.core.files.org_table.headings import Column
from highground.core.organisation.structure import briefly, circles
from highground.core.text import Text


class BossesOfTable:
    """Looks up posts as the cells name them: by reference first, then by a holder's name, then by title."""

    def __init__(self, entries: Mapping[str, Entry], findings: Findings) -> None:
        self.entries, self.findings = entries, findings
        self.unclear: dict[str, Text] = {}
        """What is said of a name that fits several posts, made once for all who report to it."""
        self.indexes = (
            _index(entries, lambda entry: (entry.key,)),
            _index(entries, lambda entry: entry.holders),
            _index(entries, lambda entry: (entry.title,)),
        )

    def lines_of(self, entry: Entry) -> tuple[str | None, tuple[str, ...]]:
        """The boss and the dotted lines of an entry; whatever cannot be found is warned of and left out."""
        names = [] if self._is_top(entry) else self._names(entry.boss)
        boss = self._boss(names[0], entry) if names else None
        if len(names) > 1:
            sentence = Text(
                "Several bosses: %(boss)s is read as the boss, the others as dotted lines", {"boss": names[0]}
            )
            self.findings.warn(sentence, entry.rows, "reports_to")
        dotted = [
            *self._dotted(names[1:], entry, "reports_to"),
            *self._dotted(entry.dotted, entry, "dotted_to"),
        ]
        return boss, tuple(key for key in dict.fromkeys(dotted) if key not in (entry.key, boss))

    def _is_top(self, entry: Entry) -> bool:
        """A mark such as XX stands for no boss, unless a post of the table is called so."""
        if not is_top(entry.boss) or (entry.boss and self._found(entry.boss)):
            return False
        if entry.boss:
            sentence = Text('"%(boss)s" stands for no post: read as reporting to nobody', {"boss": entry.boss})
            self.findings.warn(sentence, entry.rows, "reports_to")
        return True

    def _names(self, cell: str) -> list[str]:
        whole = " ".join(cell.split())
        return [whole] if self._found(whole) else [name for name in read_list(cell) if not is_top(name)]

    def _found(self, name: str) -> list[str]:
        if name in self.entries:
            return [name]
        return next((index[_folded(name)] for index in self.indexes if _folded(name) in index), [])

    def _boss(self, name: str, entry: Entry) -> str | None:
        found = self._found(name)
        if found == [entry.key]:
            sentence = Text("%(post)s reports to itself: read as reporting to nobody", {"post": entry.title})
        elif len(found) == 1:
            return found[0]
        elif found:
            sentence = self._of_several(name, found)
        else:
            sentence = Text('"%(boss)s" is not in this table: read as reporting to nobody', {"boss": name})
        self.findings.warn(sentence, entry.rows, "reports_to")
        return None

    def _of_several(self, name: str, found: Iterable[str]) -> Text:
        if name not in self.unclear:
            rows = briefly([self.entries[key].rows[0] for key in found])
            self.unclear[name] = Text(
                '"%(boss)s" may be the post in any of rows %(rows)s: left out', {"boss": name, "rows": rows}
            )
        return self.unclear[name]

    def _dotted(self, names: Iterable[str], entry: Entry, column: Column) -> Iterable[str]:
        for name in names:
            found = self._found(name)
            if len(found) == 1:
                yield found[0]
            elif not is_top(name):
                missing = Text('"%(boss)s" is not in this table: the dotted line is left out', {"boss": name})
                sentence = self._of_several(name, found) if found else missing
                self.findings.warn(sentence, entry.rows, column)


def without_circles(
    bosses: Mapping[str, str | None], entries: Mapping[str, Entry], findings: Findings
) -> dict[str, str | None]:
    """The bosses with a fault for each circle; its posts come to the top, so that the rest can be shown."""
    result = dict(bosses)
    for circle in circles(bosses):
        members = [entries[key] for key in circle]
        sentence = Text(
            "These posts report to each other in a circle: %(posts)s",
            {"posts": briefly([entry.title for entry in members])},
        )
        findings.refuse(sentence, sorted(entry.rows[0] for entry in members), "reports_to")
        result.update(dict.fromkeys(circle))
    return result


def _index(entries: Mapping[str, Entry], names: Callable[[Entry], Iterable[str]]) -> dict[str, list[str]]:
    index: dict[str, list[str]] = {}
    for key, entry in entries.items():
        for name in names(entry):
            index.setdefault(_folded(name), []).append(key)
    return index


def _folded(name: str) -> str:
    """A name as it is compared: full-width letters and capitals make no difference."""
    return unicodedata.normalize("NFKC", name).casefold()
