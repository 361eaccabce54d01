"""Which column of an event log says what, by the headings people use in English and Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace

from highground.core.chain.mining.events import Columns
from highground.core.faults import Fault
from highground.core.text import Text

REQUIRED = ("case", "activity", "time")
_CASE_PREFIX = re.compile(r"^(\(case\)_|case[:_ ])\s*", re.IGNORECASE)
_LISTED = 30
"""Headings a message lists at most."""

_NAMES: dict[str, tuple[str, ...]] = {
    "case": (
        *("case:concept:name", "case id", "caseid", "case", "case number", "trace", "trace id", "process instance"),
        *("instance id", "request id", "ticket id", "order id", "流程编号", "流程实例", "案例编号", "案例", "申请单号"),
        *("单据编号", "工单号", "单号", "案件编号", "实例编号", "业务编号", "申请编号"),
    ),
    "activity": (
        *("concept:name", "activity", "activity name", "event", "event name", "task", "task name", "step", "action"),
        *("活动名称", "活动", "环节名称", "环节", "节点名称", "节点", "任务名称", "任务", "步骤", "操作"),
    ),
    "time": (
        *("time:timestamp", "complete timestamp", "completed", "completion time", "end timestamp", "end time"),
        *("timestamp", "event time", "time", "datetime", "date", "完成时间", "结束时间", "处理时间", "审批时间"),
        *("操作时间", "办理时间", "时间", "日期", "start timestamp", "start time", "开始时间", "提交时间"),
    ),
    "decision": (
        *("decision", "outcome", "result", "verdict", "审批结果", "处理结果", "审批结论", "结果", "结论", "决定"),
        *("审批意见", "处理意见"),
    ),
    "amount": (
        *("amount", "total amount", "requested amount", "total", "value", "price", "申请金额", "合同金额", "总金额"),
        *("金额", "总价"),
    ),
    "role": (
        *("org:role", "role", "position", "角色", "岗位", "职位", "org:group", "group", "department", "部门"),
        *("org:resource", "resource", "user", "处理人", "审批人", "操作人", "办理人"),
    ),
}


@dataclass(frozen=True)
class Choice:
    """The columns to use, a sentence on what was guessed, and what is missing."""

    columns: Columns
    notes: tuple[Text, ...]
    faults: tuple[Fault, ...]


def choose_columns(given: Columns, headings: Sequence[str]) -> Choice:
    """The columns named by the user, the others by their headings.

    >>> choice = choose_columns(Columns(), ["流程编号", "节点名称", "处理人", "处理时间", "审批结果"])
    >>> choice.columns.case, choice.columns.time, choice.columns.decision
    ('流程编号', '处理时间', '审批结果')
    >>> str(choose_columns(Columns(time="when"), ["case", "activity"]).faults[0])
    'There is no column "when"; the headings are: case, activity. Name the right one with --time'
    """
    taken = {name for name in _given(given).values() if name}
    columns, guessed = given, {}
    for field in _NAMES:
        if getattr(given, field) is None:
            name = _guess(field, [heading for heading in headings if heading not in taken])
            columns = replace(columns, **{field: name})
            if name is not None:
                taken.add(name)
                guessed[field] = name
    listed = ", ".join(headings[:_LISTED]) + (", …" if len(headings) > _LISTED else "")
    faults = [*_unknown(given, headings, listed), *_missing(columns, listed)]
    return Choice(columns, _guess_notes(guessed), tuple(faults))


def _given(columns: Columns) -> dict[str, str | None]:
    return {field.name: getattr(columns, field.name) for field in fields(columns)}


def _plain(heading: str) -> str:
    return re.sub(r"[\s_\-]+|[(（][^)）]*[)）]$", " ", heading).strip().lower()


def _guess(field: str, headings: Sequence[str]) -> str | None:
    """Exact headings first, by preference; then headings that end in a Chinese one (本次申请金额)."""
    plain: dict[str, str] = {}
    for heading in headings:
        key = _plain(_CASE_PREFIX.sub("", heading) if field == "amount" else heading)
        plain.setdefault(key, heading)
    for name in _NAMES[field]:
        if name in plain:
            return plain[name]
    chinese = [name for name in _NAMES[field] if not name.isascii()]
    return next((plain[key] for name in chinese for key in plain if key.endswith(name)), None)


def _unknown(given: Columns, headings: Sequence[str], listed: str) -> Iterable[Fault]:
    for field, name in _given(given).items():
        if name and name not in headings:
            yield Fault(
                Text(
                    'There is no column "%(name)s"; the headings are: %(headings)s. '
                    "Name the right one with --%(option)s",
                    {"name": name, "headings": listed, "option": field},
                )
            )


def _missing(columns: Columns, listed: str) -> Iterable[Fault]:
    headings = {"headings": listed}
    sentences = {
        "case": Text("No column for the case among the headings: %(headings)s. Name it with --case", headings),
        "activity": Text(
            "No column for the activity among the headings: %(headings)s. Name it with --activity", headings
        ),
        "time": Text("No column for the time among the headings: %(headings)s. Name it with --time", headings),
    }
    for field in REQUIRED:
        if not getattr(columns, field):
            yield Fault(sentences[field])


def _guess_notes(guessed: dict[str, str]) -> tuple[Text, ...]:
    if not guessed:
        return ()
    pairs = ", ".join(f"{field} = {name}" for field, name in guessed.items())
    return (Text("Columns guessed: %(columns)s", {"columns": pairs}),)
