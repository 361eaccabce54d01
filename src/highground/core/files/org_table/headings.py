"""Which heading says what about a post, by the words people use in English and Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, get_args

Column = Literal["reports_to", "dotted_to", "key", "title", "holder", "unit_above", "unit", "layer", "grade"]
"""What a column may say; `unit_above` is the unit that the unit of the post is part of."""

COLUMNS: tuple[Column, ...] = get_args(Column)

_NAMES: dict[Column, tuple[str, ...]] = {
    "reports_to": (
        *("reports to senior post", "reporting senior post", "reports to", "reports to id", "reporting to"),
        *("manager id", "manager", "line manager", "supervisor", "superior", "boss", "parent post", "parent position"),
        *("上级岗位编号", "上级岗位编码", "直接上级编号", "上级编号", "上级工号", "上级岗位", "上级职位", "上级职务"),
        *("直接上级", "直属上级", "汇报给", "汇报对象", "汇报上级", "上级领导", "直属领导", "直接主管"),
        *("上级姓名", "上级", "主管"),
    ),
    "dotted_to": (
        *("dotted line", "dotted line to", "dotted to", "matrix manager", "functional manager", "second manager"),
        *("虚线汇报", "虚线上级", "虚线", "业务上级", "职能上级", "间接上级", "第二汇报"),
    ),
    "key": (
        *("post unique reference", "post reference", "post id", "post number", "position id", "position number"),
        *(
            "key",
            "reference",
            "id",
            "岗位编号",
            "岗位编码",
            "岗位代码",
            "岗位号",
            "职位编号",
            "职位编码",
            "编号",
            "编码",
        ),
        *("employee id", "工号", "员工编号"),
    ),
    "title": (
        *("job title", "post title", "position title", "title", "post", "position", "job", "role"),
        *("岗位名称", "职位名称", "职务名称", "岗位", "职位", "职务", "职称", "头衔"),
    ),
    "holder": (
        *("name", "holder", "full name", "employee name", "employee", "person", "post holder", "incumbent"),
        *("姓名", "员工姓名", "任职人", "任职者", "在岗人员", "现任", "人员", "名字"),
    ),
    "unit_above": (
        *("organisation", "organization", "parent unit", "parent department", "company", "division"),
        *("上级部门", "上级单位", "上级组织", "一级部门", "所属公司", "公司", "单位"),
    ),
    "unit": (
        *("unit", "department", "team", "org unit", "organisational unit", "business unit"),
        *("所属部门", "部门名称", "部门", "二级部门", "科室", "处室", "团队", "组织"),
    ),
    "layer": ("layer", "tier", "层级", "层次", "决策层级", "管理层级", "所属层级"),
    "grade": (*("grade", "level", "band", "职级", "级别", "职等", "岗级", "等级"),),
}

_WHOLE_ONLY = {"编号", "编码", "主管", "人员", "公司", "单位", "组织", "职称", "名字"}
"""Words that mean something else at the end of a longer one: 部门编号, 是否主管."""

_LONGEST = 200


def guessed_mapping(headings: Sequence[str]) -> Mapping[Column, str]:
    """The heading for each of our columns, as far as the words give it away; no heading is used twice.

    Whole headings first, in the order of our columns; then headings that end in a Chinese word (本人姓名).

    >>> guessed_mapping(["岗位编号", "岗位", "姓名", "部门", "汇报给"])["reports_to"]
    '汇报给'
    >>> guessed_mapping(["Name", "Job Title", "Notes"])
    {'title': 'Job Title', 'holder': 'Name'}
    """
    free = {_plain(heading): heading for heading in reversed(headings) if heading}
    found: dict[Column, str] = {}
    for matches in (_whole, _endings):
        for column in COLUMNS:
            plain = None if column in found else next(matches(_NAMES[column], free), None)
            if plain is not None:
                found[column] = free.pop(plain)
    return {column: found[column] for column in COLUMNS if column in found}


def _whole(names: Iterable[str], headings: Mapping[str, str]) -> Iterator[str]:
    return (name for name in names if name in headings)


def _endings(names: Iterable[str], headings: Mapping[str, str]) -> Iterator[str]:
    chinese = [name for name in names if not name.isascii() and name not in _WHOLE_ONLY]
    return (heading for name in chinese for heading in headings if heading.endswith(name))


def _plain(heading: str) -> str:
    """Small letters, without signs around words, a remark in brackets at the end or the star of a duty field."""
    words = re.sub(r"[\s_\-:：*＊]+", " ", heading[:_LONGEST].lower())
    return re.sub(r"(.)\s*[(（][^)）]*[)）]\s*$", r"\1", words).strip()
