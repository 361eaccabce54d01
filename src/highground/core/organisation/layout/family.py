"""Who is drawn under whom: the tree that the columns follow, and the lines that do not fit into it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from highground.core.organisation.layout.bands import Bands, layer_drawn
from highground.core.organisation.model import Organisation, Unit

Order = tuple[int, str]


@dataclass(frozen=True)
class Family:
    """The visible posts as a tree in which everybody stands lower than the one above, so that all its lines run down.

    `order` lists them from the top, each before those below it. A post whose boss stands in a lower band hangs under
    the nearest boss of that boss who stands above it, right after the branch it comes from; its own line is in
    `routed`, as is one line of each circle. `aside` are advisers from outside who report to nobody and lead nobody.
    """

    order: tuple[str, ...]
    above: Mapping[str, str | None]
    below: Mapping[str | None, Sequence[str]]
    band: Mapping[str, int]
    hidden: Mapping[str, int]
    routed: tuple[tuple[str, str], ...]
    aside: tuple[str, ...]


def family_of(organisation: Organisation, bands: Bands, collapsed: Set[str]) -> Family:
    """The tree that is drawn; what is below a collapsed post is counted and left out."""
    children = _ordered_children(organisation)
    walk = list(_walk(organisation, children))
    hidden, unseen = _folded(walk, collapsed)
    places = {layer: place for place, layer in enumerate(bands)}
    band = {key: places[layer_drawn(organisation.posts[key])] for key, _ in walk if key not in unseen}
    outside = (key for key, boss in walk if boss is None and organisation.posts[key].is_outside)
    advisers = dict.fromkeys(key for key in outside if not children.get(key))
    standing = ((key, boss) for key, boss in walk if key in band and key not in advisers)
    above = _above(standing, band, len(bands))
    bosses = ((key, _boss(organisation, key)) for key in above)
    routed = tuple((key, boss) for key, boss in bosses if boss in band and above[key] != boss)
    return Family(tuple(above), above, _turned(above), band, hidden, routed, tuple(advisers))


def _boss(organisation: Organisation, key: str) -> str | None:
    boss = organisation.posts[key].reports_to
    return boss if boss in organisation.posts and boss != key else None


def _ordered_children(organisation: Organisation) -> dict[str | None, list[str]]:
    """Who reports to whom, by the stored place, then by the place of the unit; posts without a unit come last."""
    units = {unit: unit_order(organisation.units, unit) for unit in {p.unit for p in organisation.posts.values()}}
    ordered: dict[str | None, list[str]] = {}
    for boss, keys in organisation.reports.items():
        ordered[boss] = sorted(
            keys, key=lambda key: (organisation.posts[key].place, units[organisation.posts[key].unit])
        )
    return ordered


def unit_order(units: Mapping[str, Unit], key: str | None) -> tuple[bool, tuple[Order, ...]]:
    """The places of a unit and of those it lies in, from the outermost; units in a circle end where it closes."""
    path: list[Order] = []
    seen: set[str] = set()
    while key is not None and key in units and key not in seen:
        seen.add(key)
        path.append((units[key].place, key))
        key = units[key].parent
    return not path, tuple(reversed(path))


def _walk(organisation: Organisation, children: Mapping[str | None, Sequence[str]]) -> Iterator[tuple[str, str | None]]:
    """Every post once, with the boss it is reached from: tops first, then what only a circle holds up."""
    seen: set[str] = set()
    tops = sorted(children.get(None, ()), key=lambda key: organisation.posts[key].is_outside)
    for start in (*tops, *organisation.posts):
        top = start if start in seen else _top(organisation, start)
        pending: list[tuple[str, str | None]] = [(top, None)]
        while pending:
            key, boss = pending.pop()
            if key in seen:
                continue
            seen.add(key)
            yield key, boss
            pending.extend((child, key) for child in reversed(children.get(key, ())))


def _top(organisation: Organisation, key: str) -> str:
    """The one whom the way up ends at; where it goes round in a circle, the first by key of those in it."""
    path = {key: 0}
    while boss := _boss(organisation, key):
        if boss in path:
            return min(list(path)[path[boss] :])
        path[boss] = len(path)
        key = boss
    return key


def _folded(walk: Sequence[tuple[str, str | None]], collapsed: Set[str]) -> tuple[dict[str, int], set[str]]:
    """How many posts each collapsed post hides, and which posts are not seen."""
    unseen: set[str] = set()
    for key, boss in walk:
        if boss in collapsed or boss in unseen:
            unseen.add(key)
    sizes = dict.fromkeys((key for key, _ in walk), 1)
    for key, boss in reversed(walk):
        if boss is not None:
            sizes[boss] += sizes[key]
    return {key: sizes[key] - 1 for key in sizes if key in collapsed and key not in unseen}, unseen


def _above(standing: Iterable[tuple[str, str | None]], band: Mapping[str, int], bands: int) -> dict[str, str | None]:
    """The nearest on the way up who stands in the same band or a higher one."""
    nearest: dict[str | None, tuple[str | None, ...]] = {None: (None,) * bands}
    above: dict[str, str | None] = {}
    for key, boss in standing:
        above[key] = nearest[boss][band[key]]
        over = nearest[above[key]]
        nearest[key] = (*over[: band[key]], *((key,) * (bands - band[key])))
    return _in_branch_order(above)


def _in_branch_order(above: Mapping[str, str | None]) -> dict[str, str | None]:
    """The same, so ordered that each branch is listed as a whole."""
    below = _turned(above)
    order: dict[str, str | None] = {}
    pending = list(reversed(below.get(None, [])))
    while pending:
        key = pending.pop()
        order[key] = above[key]
        pending.extend(reversed(below.get(key, [])))
    return order


def _turned(above: Mapping[str, str | None]) -> dict[str | None, list[str]]:
    below: dict[str | None, list[str]] = {}
    for key, over in above.items():
        below.setdefault(over, []).append(key)
    return below
