"""What a table makes of the organisation that is there already: it speaks only of the columns it has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from highground.core.files.org_table.reading import OrgTable
from highground.core.organisation.model import Organisation, Post, Unit


def updated(current: Organisation, table: OrgTable) -> Organisation:
    """The organisation as the table has it, with what the table does not speak of as it is now.

    Posts that are not in the table are gone. A post that stays keeps its place on the map, its dotted lines, layer,
    unit, boss and holders where the table has no column for them, and its layer where that cell says none.

    >>> from highground.core.files.org_table import read_org_table, table_of_rows
    >>> now = Organisation({}, {"7": Post("7", "会计", layer="execution")})
    >>> table = read_org_table(table_of_rows([["编号", "岗位"], ["7", "主办会计"]]), {"key": "编号", "title": "岗位"})
    >>> updated(now, table).posts["7"].title, updated(now, table).posts["7"].layer
    ('主办会计', 'execution')
    """
    new = table.organisation.posts
    posts = {key: _post(current.posts.get(key), post, table, new) for key, post in new.items()}
    return Organisation(_units(current.units, table, posts), posts)


def _post(old: Post | None, new: Post, table: OrgTable, posts: Mapping[str, Post]) -> Post:
    if old is None:
        return new
    says = table.columns
    says_unit = "unit" in says or "unit_above" in says
    says_holder = "holder" in says
    boss = new.reports_to if "reports_to" in says else old.reports_to
    boss = boss if boss in posts else None
    dotted = new.dotted_to if "dotted_to" in says else (*new.dotted_to, *old.dotted_to)
    return replace(
        new,
        title=new.title if "title" in says else old.title,
        unit=new.unit if says_unit else old.unit,
        layer=new.layer or old.layer,
        reports_to=boss,
        dotted_to=tuple(key for key in dict.fromkeys(dotted) if key in posts and key not in (boss, new.key)),
        occupancy=new.occupancy if says_holder else old.occupancy,
        holders=new.holders if says_holder else old.holders,
        is_outside=old.is_outside,
        place=old.place,
    )


def _units(current: Mapping[str, Unit], table: OrgTable, posts: Mapping[str, Post]) -> dict[str, Unit]:
    """The units of the table, and those of now that posts are still in or that hold such units."""
    new = table.organisation.units
    if not {"unit", "unit_above"} & table.columns:
        return dict(current)
    result: dict[str, Unit] = {}
    waiting = [*new, *(post.unit for post in posts.values() if post.unit is not None)]
    for key in waiting:
        unit = _unit(current.get(key), new.get(key), table)
        if unit is not None and key not in result:
            result[key] = unit
            waiting.extend([unit.parent] if unit.parent is not None else [])
    return result


def _unit(old: Unit | None, new: Unit | None, table: OrgTable) -> Unit | None:
    if old is None or new is None:
        return old or new
    parent = new.parent if "unit_above" in table.columns else old.parent
    return replace(old, name=new.name, parent=parent)
