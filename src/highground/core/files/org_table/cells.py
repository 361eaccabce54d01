"""What the cells of a table of posts mean: who holds a post, at which layer it is, which other posts it names."""

from __future__ import annotations

import re

from highground.core.organisation.model import Layer, Occupancy

_VACANT = re.compile(
    r"\W*(vacan(t|cy)\b.*|to be (recruited|filled|hired)|空缺.*|缺编|空岗|空编|待聘|待招聘?|招聘中|待补.*)\W*"
)
_UNKNOWN = re.compile(
    r"[\W_]*|n/?[da]|not (disclosed|known|available)|undisclosed|withheld|unknown|tb[cda]|to be confirmed|\?+|x{2,}"
    r"|不详|未知|保密|不公开|未公开|待定|待确认|暂无|无|某+"
)
_TOP = re.compile(r"x{2,}|n/?[ad]|none|nil|null|top|\W+|0|无|空|没有|无上级|最高")
_LISTED = re.compile(r"\[(.*)\]", re.DOTALL)
_BETWEEN = re.compile(r"\s*[;；、|\n]\s*")
_BETWEEN_NAMES = re.compile(r"\s*[;；、|/／\n]\s*|\s*，\s*")
_LONGEST = 200
_LAYERS: dict[str, Layer] = {
    **dict.fromkeys(("decision", "decision layer", "决策层", "决策", "高层"), "decision"),
    **dict.fromkeys(("management", "management layer", "管理层", "管理", "中层"), "management"),
    **dict.fromkeys(("execution", "execution layer", "执行层", "执行", "基层"), "execution"),
}


def read_holder(cell: str) -> tuple[Occupancy, tuple[str, ...]]:
    """Whether a post is held, and by whom: several names may stand in one cell.

    >>> read_holder("王芳、李强")
    (<Occupancy.HELD: 'held'>, ('王芳', '李强'))
    >>> read_holder("空缺（招聘中）")[0], read_holder("N/D")[0]
    (<Occupancy.VACANT: 'vacant'>, <Occupancy.NAME_UNKNOWN: 'name_unknown'>)
    """
    if _is(_VACANT, cell):
        return Occupancy.VACANT, ()
    if _is(_UNKNOWN, cell):
        return Occupancy.NAME_UNKNOWN, ()
    listed = _LISTED.fullmatch(cell)
    parts = _quoted(listed[1]) if listed else _BETWEEN_NAMES.split(cell)
    names = dict.fromkeys(name for part in parts if (name := " ".join(part.split())) and not _says_nothing(name))
    return (Occupancy.HELD if names else Occupancy.NAME_UNKNOWN), tuple(names)


def is_top(cell: str) -> bool:
    """Whether a cell for the boss says that there is none.

    >>> [is_top(cell) for cell in ("XX", "", "无", "PS1")]
    [True, True, True, False]
    """
    return not cell or _is(_TOP, cell)


def read_list(cell: str) -> tuple[str, ...]:
    """The parts of a cell that names several posts, also where a program stored its list as text.

    >>> read_list("PS1; PS2"), read_list("['PS1', 'PS2']"), read_list("")
    (('PS1', 'PS2'), ('PS1', 'PS2'), ())
    """
    listed = _LISTED.fullmatch(cell)
    return tuple(part for part in (_quoted(listed[1]) if listed else _BETWEEN.split(cell)) if part)


def read_layer(cell: str) -> Layer | None:
    """The layer a cell names; None where it names none of the three.

    >>> read_layer("管理层"), read_layer("M3")
    ('management', None)
    """
    return _LAYERS.get(cell.lower())


def _quoted(inside: str) -> list[str]:
    return [part.strip().strip("'\"").strip() for part in re.split(r"[,，]", inside)]


def _says_nothing(name: str) -> bool:
    return _is(_VACANT, name) or _is(_UNKNOWN, name)


def _is(pattern: re.Pattern[str], cell: str) -> bool:
    """Whether a short cell is as the pattern says; in a long one the search could take forever."""
    return len(cell) <= _LONGEST and pattern.fullmatch(cell.lower()) is not None
