"""What `highground org diff` says: how many of each kind of change, then which."""

from __future__ import annotations

from pathlib import Path

from highground.apps.organisation.comparison import Comparison
from highground.apps.organisation.kinds import Entry, Kind, kinds_of
from highground.apps.organisation.tables import PostTable
from highground.apps.organisation.words import COLUMN_NAMES, holder_of, unit_of
from highground.core.organisation.model import Organisation, Post
from highground.core.text import Text, listed, plural_text
from highground.kit.console import say, section, show_table
from highground.kit.language import _, translate

LISTED = 20
"""Posts of one kind that are listed."""


def show_difference(old: tuple[Path, PostTable], new: tuple[Path, PostTable], comparison: Comparison) -> None:
    """Print what changed: counts first, then the posts."""
    kinds = list(kinds_of(comparison))
    say(translate(_headline((old[0], comparison.before), (new[0], comparison.after))), style="bold")
    for file, table in (old, new):
        if table.content.warnings:
            say(translate(_warned(file, len(table.content.warnings))), style="dim")
    if comparison.left_out:
        names = listed([COLUMN_NAMES[column] for column in comparison.left_out])
        say(translate(Text("Not compared, as one table does not have it: %(columns)s", {"columns": names})))
    say()
    show_table(
        [(_("Kind of change"), False), (_("Posts"), True)], [(translate(k.name), f"{len(k.entries):,}") for k in kinds]
    )
    for kind in kinds:
        if kind.entries:
            _show_kind(kind, comparison)


def difference_json(old: Path, new: Path, comparison: Comparison) -> dict[str, object]:
    """The same for programs, nothing cut; only layer, boss and unit by key, as programs know them."""
    kinds = list(kinds_of(comparison))
    return {
        "old": {"file": str(old), "posts": len(comparison.before.posts)},
        "new": {"file": str(new), "posts": len(comparison.after.posts)},
        "not_compared": list(comparison.left_out),
        "counts": {kind.code: len(kind.entries) for kind in kinds},
        **{kind.code: [_entry_json(entry, comparison) for entry in kind.entries] for kind in kinds},
    }


def _headline(old: tuple[Path, Organisation], new: tuple[Path, Organisation]) -> Text:
    values = {
        "old": old[0].name,
        "before": plural_text("%(count)s post", "%(count)s posts", len(old[1].posts)),
        "new": new[0].name,
        "after": plural_text("%(count)s post", "%(count)s posts", len(new[1].posts)),
    }
    return Text("%(old)s has %(before)s, %(new)s has %(after)s", values)


def _warned(file: Path, count: int) -> Text:
    return plural_text(
        "%(count)s warning about %(file)s: highground org check shows it",
        "%(count)s warnings about %(file)s: highground org check shows them",
        count,
        {"file": file.name},
    )


def _show_kind(kind: Kind, comparison: Comparison) -> None:
    section(translate(kind.name), f"{len(kind.entries):,}")
    shown = kind.entries[:LISTED]
    if kind.code in ("added", "removed"):
        organisation = comparison.after if kind.code == "added" else comparison.before
        rows = [(_label(e.post, comparison), unit_of(organisation, e.post), _holder(e.post)) for e in shown]
        show_table([(_("Post"), False), (_("Unit"), False), (_("Held by"), False)], rows)
    else:
        by_number = kind.code == "retitled"
        rows = [(e.post.key if by_number else _label(e.post, comparison), _said(e.was), _said(e.now)) for e in shown]
        show_table(
            [(_("Post number") if by_number else _("Post"), False), (_("Before"), False), (_("Now"), False)], rows
        )
    if len(kind.entries) > LISTED:
        more = plural_text("… and %(count)s more post", "… and %(count)s more posts", len(kind.entries) - LISTED)
        say(translate(more), style="dim")


def _label(post: Post, comparison: Comparison) -> str:
    """The title of a post with its number, where numbers tell posts apart."""
    if not comparison.has_numbers or post.key == post.title:
        return post.title
    return translate(Text("%(title)s (%(number)s)", {"title": post.title, "number": post.key}))


def _holder(post: Post) -> str:
    return translate(holder_of(post))


def _said(text: Text | None) -> str:
    return translate(text) if text else ""


def _entry_json(entry: Entry, comparison: Comparison) -> dict[str, object]:
    key = entry.post.key
    if entry.was is None:
        return _post_json(entry.post)
    return {"before": _post_json(comparison.before.posts[key]), "after": _post_json(comparison.after.posts[key])}


def _post_json(post: Post) -> dict[str, object]:
    return {
        "key": post.key,
        "title": post.title,
        "unit": post.unit,
        "layer": post.layer,
        "reports_to": post.reports_to,
        "occupancy": post.occupancy.value,
        "holders": list(post.holders),
    }
