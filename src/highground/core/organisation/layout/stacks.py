"""Which posts without reports stand under each other in a stack, and what stands side by side under one boss."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import ceil, sqrt

from highground.core.organisation.layout.bands import Bands
from highground.core.organisation.layout.family import Family
from highground.core.organisation.layout.measures import SIDE_BY_SIDE, SINGLES, STACK_ROWS, STACK_SHAPE
from highground.core.organisation.model import Organisation

SHARING = ("execution", None)
"""Bands whose stacks under one boss stand in the same columns."""


Part = tuple[str, ...]


@dataclass(frozen=True)
class Stack:
    """Posts under each other, in as many columns as needed; one part for each band they stand in.

    A part is read down, then to the right.
    """

    parts: tuple[Part, ...]
    columns: int

    @property
    def keys(self) -> Iterator[str]:
        """All its posts."""
        return chain.from_iterable(self.parts)

    def rows(self, part: Part) -> int:
        """How many posts of a part stand under each other in its fullest column."""
        return ceil(len(part) / self.columns)


Block = str | Stack
"""What takes columns under a boss: one who has a column and all below him, or a stack."""


def stack_of(parts: Sequence[Sequence[str]]) -> Stack:
    """A stack of one column, or of several of even height where one would be too high.

    >>> [stack_of([["a"] * count]).columns for count in (8, 9, 500)]
    [1, 2, 19]
    """
    return Stack(tuple(tuple(part) for part in parts), max(_columns(len(part)) for part in parts))


def _columns(count: int) -> int:
    return ceil(count / max(STACK_ROWS, ceil(sqrt(STACK_SHAPE * count))))


def blocks_of(organisation: Organisation, family: Family, bands: Bands) -> dict[str | None, list[Block]]:
    """What stands side by side under each boss, and under None at the top, in order."""
    return {
        boss: _blocks(_stacks(organisation, family, bands, boss, keys), keys) for boss, keys in family.below.items()
    }


def _blocks(stacks: Iterable[Stack], keys: Iterable[str]) -> list[Block]:
    """The keys in their order, with each stack where its first post would be."""
    found = {key: stack for stack in stacks for key in stack.keys}
    return list(dict.fromkeys(found.get(key, key) for key in keys))


def _stacks(
    organisation: Organisation, family: Family, bands: Bands, boss: str | None, keys: Sequence[str]
) -> Iterator[Stack]:
    """The stacks of one boss; where people of several bands hang on him, they share the columns."""
    groups = _groups(organisation, family, bands, boss, keys)
    shared = [group for group in groups if boss is not None and bands[family.band[group[0]]] in SHARING]
    yield from (stack_of([group]) for group in groups if group not in shared)
    if shared:
        yield stack_of(shared)


def _groups(
    organisation: Organisation, family: Family, bands: Bands, boss: str | None, keys: Sequence[str]
) -> list[list[str]]:
    """Those of one boss that are stacked together."""
    leaves = [key for key in keys if not family.below.get(key)]
    groups = _together(organisation, family, bands, boss, leaves)
    singles = [group[0] for group in groups if len(group) == 1]
    if len(singles) > SINGLES:
        kept = [group for group in groups if len(group) > 1]
        return kept + _by_key(singles, family.band)
    return [group for group in groups if len(group) > 1 or _may_stack_alone(family, bands, boss, group[0])]


def _together(
    organisation: Organisation, family: Family, bands: Bands, boss: str | None, leaves: Sequence[str]
) -> list[list[str]]:
    """Posts without reports by what their layer does: few of the decision layer stand alone, managers are by unit."""
    groups: list[list[str]] = []
    for group in _by_key(leaves, family.band):
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
