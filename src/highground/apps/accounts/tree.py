"""A group drawn as a tree: the first levels open, the rest a link away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from highground.apps.accounts.models import Account
from highground.apps.accounts.scope import accounts_below, accounts_visible
from highground.apps.accounts.selectors import Value, value_of, with_totals
from highground.core.text import Text, plural_text
from highground.kit.actor import Actor
from highground.kit.numbers import money

SHOWN = 200
"""Accounts on one page of the tree; deeper ones open from there."""


@dataclass(frozen=True)
class Branch:
    """One account of the tree: how deep it stands, what is below it, and how much of that is not on this page."""

    account: Account
    depth: int
    below: int
    hidden: int


@dataclass(frozen=True)
class Tree:
    """What the page of a group shows."""

    value: Value
    members: int
    levels: int
    branches: tuple[Branch, ...]


def group_tree(actor: Actor, top: Account, *, year: int, currency: str) -> Tree:
    """The tree below an account, level by level until the page is full, then in reading order."""
    parents = dict(accounts_below(top.pk).values_list("pk", "parent_id"))
    children: dict[int, list[int]] = defaultdict(list)
    for key, parent in parents.items():
        if key != top.pk and parent is not None:
            children[parent].append(key)
    depths = _depths(top.pk, children)
    shown = list(depths)[:SHOWN]
    rows = {
        row.pk: row for row in with_totals(accounts_visible(actor).filter(pk__in=shown), year).select_related("region")
    }
    below = _counts(depths, parents, top.pk)
    branches: list[Branch] = []
    waiting = [top.pk]
    while waiting:
        key = waiting.pop()
        if key not in rows:
            continue
        kept = [child for child in children[key] if child in rows]
        hidden = below[key] - sum(below[child] + 1 for child in kept)
        branches.append(Branch(rows[key], depths[key], below[key], hidden))
        waiting += sorted(
            kept, key=lambda child: (rows[child].group is not None, rows[child].group or 0, rows[child].sort_key)
        )
    return Tree(
        value_of(top.pk, year=year, currency=currency),
        len(parents) - 1,
        max(depths.values(), default=0),
        tuple(branches),
    )


def group_answer(account: Account, tree: Tree) -> Text:
    """The sentence over the tree."""
    if tree.members == 0:
        return Text("No company is recorded below %(name)s", {"name": account.name})
    if tree.value.group is None:
        return plural_text(
            "One company below %(name)s, and no revenue recorded for %(year)s",
            "%(count)s companies below %(name)s, and no revenue recorded for %(year)s",
            tree.members,
            {"name": account.name, "year": tree.value.year},
        )
    return plural_text(
        "%(name)s and the one company below it brought %(money)s in %(year)s",
        "%(name)s and the %(count)s companies below it brought %(money)s in %(year)s",
        tree.members,
        {"name": account.name, "money": money(tree.value.group, tree.value.currency), "year": tree.value.year},
    )


def _depths(top: int, children: dict[int, list[int]]) -> dict[int, int]:
    """How deep every member stands, level by level."""
    depths = {top: 0}
    level = [top]
    while level:
        level = [child for key in level for child in children[key]]
        depth = depths[next(iter(reversed(depths)))] + 1
        depths.update(dict.fromkeys(level, depth))
    return depths


def _counts(depths: dict[int, int], parents: Mapping[int, int | None], top: int) -> dict[int, int]:
    """How many members stand below each."""
    below = dict.fromkeys(depths, 0)
    for key in reversed(depths):
        parent = parents[key]
        if key != top and parent in below:
            below[parent] += below[key] + 1
    return below
