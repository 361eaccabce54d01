"""A small company by hand, and a way to run the commands on it."""

from collections.abc import Sequence
from pathlib import Path

from highground.apps.organisation.commands import org_commands

OLD = """岗位编号,岗位,姓名,部门,上级岗位,虚线汇报,层级,备注
1,总经理,王芳,,,,决策层,
2,财务总监,李强,财务部,1,,决策层,
3,会计,赵敏,财务部,2,,执行层,
4,采购经理,,采购部,1,2,管理层,常驻上海
5,采购员,张伟、刘洋,采购部,4,,基层员工,
"""
NEW = """岗位编号,岗位,姓名,部门,上级岗位,虚线汇报,层级,备注
1,总经理,王芳,,,,决策层,
2,首席财务官,陈静,财务部,1,,决策层,
3,会计,空缺,财务部,2,,管理层,
4,采购经理,,采购部,2,2,管理层,常驻上海
6,法务,孙丽,法务部,1,,管理层,
"""


def a_table(folder: Path, text: str = OLD, name: str = "岗位表.csv") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def run(*arguments: str | Path) -> int:
    """The exit code of `highground org` with these arguments."""
    given: Sequence[str] = [str(argument) for argument in arguments]
    return org_commands()(args=given, standalone_mode=False) or 0


def lines(printed: str) -> list[str]:
    return [" ".join(line.split()) for line in printed.splitlines() if line.strip()]
