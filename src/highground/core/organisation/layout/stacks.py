"""Which posts without reports stand under each other in a stack, and what stands side by side under one boss."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, sqrt

from highground.core.organisation.layout.bands import Bands
from highground.core.organisation.layout.family import Family
from highground.core.organisation.layout.measures import SIDE_BY_SIDE, SINGLES, STACK_ROWS, STACK_SHAPE
from highground.core.organisation.model import Organisation


@dataclass(frozen=True)
class Stack:
    """Posts of one band under each other, in as many columns as needed; read down, then to the right."""

    keys: tuple[str, ...]
    columns: int

    @property
    def rows(self) -> int:
        """How many stand under each other in the fullest column."""
        return ceil(len(self.keys) / self.columns)


Block = str | Stack
"""What takes columns under a boss: one who has a column and all below him, or a stack."""


def stack_of(keys: Sequence[str]) -> Stack:
    """Keys as a stack: one column, or several of even height where one would be too high.

    >>> stack_of(["a"] * 8).columns, stack_of(["a"] * 9).columns, stack_of(["a"] * 500).columns
    (1, 2, 19)
    """
    most = max(STACK_ROWS, ceil(sqrt(STACK_SHAPE * len(keys))))
    return Stack(tuple(keys), ceil(len(keys) / most))


def blocks_of(organisation: Organisation, family: Family, bands: Bands) -> dict[str | None, list[Block]]:
    """What stands side by side under each boss, and under None at the top, in order."""
    return {
        boss: _blocks(_groups(organisation, family, bands, boss, keys), keys) for boss, keys in family.below.items()
    }


def _blocks(stacked: Iterable[Sequence[str]], keys: Iterable[str]) -> list[Block]:
    """The keys in their order, with each stack where its first post would be."""
    stack: dict[str, Stack] = {}
    for group in stacked:
        stack |= dict.fromkeys(group, stack_of(group))
    return list(dict.fromkeys(stack.get(key, key) for key in keys))


def _groups(
    organisation: Organisation, family: Family, bands: Bands, boss: str | None, keys: Sequence[str]
) -> list[list[str]]:
    """Those of one boss that are stacked together."""
    leaves = [key for key in keys if not family.below.get(key)]
    groups = _together(organisation, family, bands, boss, leaves)
    singles = [group[0] for group in groups if len(group) == 1]
    if len(singles) > SINGLES:
        kept = [group for group in groups if len(group) > 1]
        return kept + list(_by_key(singles, {key: family.band[key] for key in singles}))
    return [group for group in groups if len(group) > 1 or _may_stack_alone(family, bands, boss, group[0])]


def _together(
    organisation: Organisation, family: Family, bands: Bands, boss: str | None, leaves: Sequence[str]
) -> list[list[str]]:
    """Posts without reports by what their layer does: few of the decision layer stand alone, managers are by unit."""
    groups: list[list[str]] = []
    for group in _by_key(leaves, {key: family.band[key] for key in leaves}):
        layer = bands[family.band[group[0]]]
        units = {key: organisation.posts[key].unit for key in group}
        if layer == "decision" and len(group) <= SIDE_BY_SIDE:
            groups += [[key] for key in group]
        elif layer == "management":
            groups += _by_key(group, {key: unit or (key,) for key, unit in units.items()})
        else:
            groups += _by_key(group, units) if boss is None else [group]
    return groups


def _may_stack_alone(family: Family, bands: Bands, boss: str | None, key: str) -> bool:
    """Whether a post that is alone in its stack hangs on a spine: only below the band of its boss."""
    return boss is not None and family.band[boss] < family.band[key] and bands[family.band[key]] != "management"


def _by_key(keys: Iterable[str], of: Mapping[str, Hashable]) -> list[list[str]]:
    """The keys in groups of equal value, each group where its first one is."""
    groups: dict[Hashable, list[str]] = {}
    for key in keys:
        groups.setdefault(of[key], []).append(key)
    return list(groups.values())
