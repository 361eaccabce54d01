"""A group of companies as a tree: what each is worth with everything below it, and where a tree would be none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

Key = TypeVar("Key", int, str)


def rolled_up(parents: Mapping[Key, Key | None], own: Mapping[Key, int]) -> dict[Key, int]:
    """The amount of each member together with all members below it; each amount is counted once on every path up.

    `parents` gives the member above (None, or one not listed: a top). Members without an own amount and without any
    below are left out: nothing is known of them, which is not zero. Amounts are whole numbers, so the sums are exact.
    Raises ValueError where the members go round in a circle.

    >>> rolled_up({"group": None, "north": "group", "south": "group", "shop": "north"}, {"group": 5, "shop": 2})
    {'group': 7, 'shop': 2, 'north': 2}
    """
    totals = {member: amount for member, amount in own.items() if member in parents}
    for member in _from_below(parents):
        above = parents[member]
        if above is not None and above in parents and member in totals:
            totals[above] = totals.get(above, 0) + totals[member]
    return totals


def circle(parents: Mapping[Key, Key | None], start: Key) -> list[Key]:
    """The members met on the way up from `start` when that way comes back to a member; empty where it ends at a top.

    >>> circle({1: 2, 2: 3, 3: 1}, 1), circle({1: 2, 2: None}, 1)
    ([1, 2, 3], [])
    """
    path: dict[Key, None] = {}
    at: Key | None = start
    while at is not None and at in parents:
        if at in path:
            return list(path)
        path[at] = None
        at = parents[at]
    return []


def _from_below(parents: Mapping[Key, Key | None]) -> list[Key]:
    """Every member after all members below it."""
    waiting = dict.fromkeys(parents, 0)
    for above in parents.values():
        if above in waiting:
            waiting[above] += 1
    order = [member for member, count in waiting.items() if count == 0]
    for member in order:
        above = parents[member]
        if above in waiting:
            waiting[above] -= 1
            if waiting[above] == 0:
                order.append(above)
    if len(order) < len(parents):
        raise ValueError("the members go round in a circle")
    return order
