"""Two tables of one organisation compared: only by what both of them speak of."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, replace

from highground.core.faults import fault
from highground.core.files.org_table import Column, OrgTable
from highground.core.organisation.changes import Difference, difference
from highground.core.organisation.model import Occupancy, Organisation, Post
from highground.core.text import Text

COMPARED: tuple[Column, ...] = ("title", "holder", "unit", "reports_to", "layer")
UNITS: frozenset[Column] = frozenset(("unit", "unit_above"))


@dataclass(frozen=True)
class Comparison:
    """Both organisations as they are, what differs, and what one table has no column for."""

    before: Organisation
    after: Organisation
    difference: Difference
    left_out: tuple[Column, ...]
    has_numbers: bool


def compared(old: OrgTable, new: OrgTable) -> Comparison:
    """What changed from one table to the other. Raises InputError where their posts cannot be matched.

    A column that only one of them has says nothing of a change: without this, a table without names would read as
    everybody having left.
    """
    if ("key" in old.columns) != ("key" in new.columns):
        raise fault(Text("Only one of the tables has post numbers: with --column key= both are read without"))
    shared = _shared(old.columns, new.columns)
    return Comparison(
        old.organisation,
        new.organisation,
        difference(_reduced(old.organisation, shared), _reduced(new.organisation, shared)),
        tuple(column for column in COMPARED if column not in shared and column in old.columns | new.columns),
        "key" in old.columns,
    )


def _shared(old: Set[Column], new: Set[Column]) -> Set[Column]:
    """The columns of both; a unit is known by the one above, so units need the same columns in both."""
    return old & new if UNITS & old == UNITS & new else (old & new) - UNITS


def _reduced(organisation: Organisation, columns: Set[Column]) -> Organisation:
    """The organisation without what the columns do not speak of, and without the order of the rows."""
    posts = {key: _reduced_post(post, columns) for key, post in organisation.posts.items()}
    return Organisation(organisation.units if UNITS & columns else {}, posts)


def _reduced_post(post: Post, columns: Set[Column]) -> Post:
    has_holder = "holder" in columns
    return replace(
        post,
        title=post.title if "title" in columns else post.key,
        unit=post.unit if UNITS & columns else None,
        layer=post.layer if "layer" in columns else None,
        reports_to=post.reports_to if "reports_to" in columns else None,
        dotted_to=post.dotted_to if "dotted_to" in columns else (),
        occupancy=post.occupancy if has_holder else Occupancy.HELD,
        holders=post.holders if has_holder else (),
        place=0,
    )
