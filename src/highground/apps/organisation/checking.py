"""What `highground org check` says of a table: headings, counts, warnings, faults."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from highground.apps.organisation.tables import PostTable, placed
from highground.apps.organisation.words import COLUMN_NAMES, LAYER_NAMES, occupancy_of
from highground.core.files.org_table import Finding
from highground.core.organisation.model import LAYERS, Occupancy, Organisation
from highground.core.text import Text, listed, plural_text
from highground.kit.console import console, say, section, show_table
from highground.kit.language import _, translate


def show_check(file: Path, table: PostTable) -> None:
    """Print what is in a table and what is odd about it, faults on the error stream."""
    if not table.content.faults:
        say(translate(_in_order(file, table.content.organisation)), style="bold")
    _show_headings(table)
    if table.content.organisation.posts:
        section(_("What is in it"))
        show_table([(_("Posts"), False), (_("How many"), True)], list(_counts(table)))
    if table.content.warnings:
        section(_("Warnings"), str(len(table.content.warnings)))
        for found in table.content.warnings:
            say("- " + translate(placed(found)))
    if table.content.faults:
        _show_faults(file, table)


def check_json(file: Path, table: PostTable) -> dict[str, object]:
    """The same for programs; only the sentences are in the language in use."""
    organisation = table.content.organisation
    layers = Counter(post.layer for post in organisation.posts.values())
    holders = _occupancies(organisation)
    return {
        "file": str(file),
        "columns": dict(table.mapping),
        "unread": list(table.unread),
        "posts": len(organisation.posts),
        "units": len(organisation.units),
        "tops": _tops(table),
        "layers": {layer: layers[layer] for layer in LAYERS} | {"unknown": layers[None]},
        "occupancy": {occupancy.value: holders[occupancy] for occupancy in Occupancy},
        "warnings": _findings_json(table.content.warnings),
        "faults": _findings_json(table.content.faults),
    }


def _in_order(file: Path, organisation: Organisation) -> Text:
    posts = plural_text("%(count)s post", "%(count)s posts", len(organisation.posts))
    units = plural_text("%(count)s unit", "%(count)s units", len(organisation.units))
    return Text("%(file)s can be used: %(posts)s, %(units)s", {"file": file, "posts": posts, "units": units})


def _show_headings(table: PostTable) -> None:
    section(_("How the headings are read"))
    rows = [
        (translate(name), column, table.mapping[column])
        for column, name in COLUMN_NAMES.items()
        if column in table.mapping
    ]
    if rows:
        show_table([(_("Meaning"), False), (_("Column"), False), (_("Heading"), False)], rows)
    if table.unread:
        say(translate(Text("Not read: %(headings)s", {"headings": listed(table.unread)})), style="dim")


def _tops(table: PostTable) -> int | None:
    """How many report to nobody; not known where a fault, such as a circle, took bosses away."""
    return None if table.content.faults else len(table.content.organisation.reports.get(None, ()))


def _counts(table: PostTable) -> Iterator[tuple[str, str]]:
    organisation, tops = table.content.organisation, _tops(table)
    layers = Counter(post.layer for post in organisation.posts.values())
    holders = _occupancies(organisation)
    yield _("In all"), f"{len(organisation.posts):,}"
    if tops is not None:
        yield _("Report to nobody"), f"{tops:,}"
    yield from ((translate(LAYER_NAMES[layer]), f"{layers[layer]:,}") for layer in (*LAYERS, None) if layers[layer])
    yield _("Held, name known"), f"{holders[Occupancy.HELD]:,}"
    yield _("Name not known"), f"{holders[Occupancy.NAME_UNKNOWN]:,}"
    yield _("Vacant"), f"{holders[Occupancy.VACANT]:,}"


def _occupancies(organisation: Organisation) -> Mapping[Occupancy, int]:
    return Counter(occupancy_of(post) for post in organisation.posts.values())


def _show_faults(file: Path, table: PostTable) -> None:
    """All faults, however many there are: a table is mended row by row."""
    out = console(errors=True)
    head = plural_text(
        "%(file)s cannot be used: %(count)s fault",
        "%(file)s cannot be used: %(count)s faults",
        len(table.content.faults),
        {"file": file},
    )
    out.print(translate(head), style="bold", soft_wrap=True)
    for found in table.content.faults:
        out.print("  " + translate(placed(found)), soft_wrap=True)
    if not {"key", "title"} & table.mapping.keys():
        out.print("  " + _("Say which heading it is: --column title=HEADING"), soft_wrap=True)


def _findings_json(findings: Iterable[Finding]) -> list[dict[str, object]]:
    return [{"rows": list(found.rows), "column": found.column, "text": translate(found.text)} for found in findings]
