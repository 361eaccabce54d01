"""Event logs as they come: other encodings, line ends, halves of files, bombs and typing errors."""

import gzip
import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from highground.core.chain.mining.events import Columns, EventLog
from highground.core.faults import InputError
from highground.core.files.event_log import read_event_log

APPROVALS = Path(__file__).resolve().parents[5].parent / "shared" / "data" / "approvals"

XES = """<?xml version="1.0" encoding="UTF-8"?>
<log xmlns="http://www.xes-standard.org">
<trace><string key="concept:name" value="合同 7"/><float key="amount" value="120.5"/>
<event><string key="concept:name" value="提交"/><date key="time:timestamp" value="2024-03-01T09:00:00+08:00"/></event>
<event><string key="concept:name" value="经理同意"/><date key="time:timestamp" value="2024-03-01T10:00:00+08:00"/>
<string key="org:role" value="经理"><string key="deep" value="x"/></string></event>
</trace>
</log>"""


def read(content: bytes | str, columns: Columns | None = None) -> EventLog:
    return read_event_log(io.BytesIO(content.encode() if isinstance(content, str) else content), columns=columns)


def faults_of(content: bytes | str, columns: Columns | None = None) -> str:
    with pytest.raises(InputError) as caught:
        read(content, columns)
    return str(caught.value)


def is_read_or_refused(content: bytes | str) -> bool:
    try:
        return bool(read(content).cases)
    except InputError as error:
        return bool(error.faults)


def real_log(name: str) -> EventLog:
    path = APPROVALS / name
    if not path.exists():
        pytest.skip(f"shared data is not here: approvals/{name}")
    with path.open("rb") as stream:
        return read_event_log(stream)


def test_the_real_xes_log_is_read_whole() -> None:
    log = real_log("DomesticDeclarations.xes.gz")
    assert (len(log.cases), sum(map(len, log.cases))) == (10357, 55628)
    first = log.cases[0][0]
    assert (first.case, first.role, first.amount) == ("declaration86791", "EMPLOYEE", 26.85120450862128)
    assert first.time == datetime(2017, 1, 9, 8, 49, 50, tzinfo=UTC)


def test_the_real_log_with_bare_returns_is_read_whole() -> None:
    log = real_log("PurchasingExample.csv")
    assert (len(log.cases), sum(map(len, log.cases))) == (608, 9119)
    assert log.columns.time == "Complete Timestamp"


def test_the_real_log_with_case_columns_is_read_whole() -> None:
    log = real_log("receipt.csv")
    assert (len(log.cases), sum(map(len, log.cases))) == (1434, 8577)
    assert log.columns == Columns("case:concept:name", "concept:name", "time:timestamp", "org:group")


def test_xes_events_carry_the_attributes_of_their_trace() -> None:
    (case,) = read(XES).cases
    assert [(event.case, event.activity, event.role, event.amount) for event in case] == [
        ("合同 7", "提交", None, 120.5),
        ("合同 7", "经理同意", "经理", 120.5),
    ]
    assert case[0].time == datetime(2024, 3, 1, 1, tzinfo=UTC)


def test_a_log_cut_in_half_is_refused_with_its_line() -> None:
    assert faults_of(XES[: len(XES) // 2]).startswith("line 4: The XML breaks off")


@pytest.mark.parametrize("keep", [0.1, 0.5, 0.9, 0.999])
def test_a_compressed_log_cut_short_is_refused(keep: float) -> None:
    packed = gzip.compress(XES.encode())
    assert "breaks off" in faults_of(packed[: int(len(packed) * keep)])


def test_a_compressed_log_is_read_like_a_plain_one() -> None:
    assert read(gzip.compress(XES.encode())).cases == read(XES).cases
    table = "case,activity,time\n1,a,2024-01-01\n"
    assert read(gzip.compress(table.encode())).cases == read(table).cases


def test_a_log_too_large_once_unpacked_is_refused() -> None:
    bomb = gzip.compress(b"case,activity,time\n" + b" " * 3_000_000)
    with pytest.raises(InputError, match="larger than 1 MB"):
        read_event_log(io.BytesIO(bomb), max_bytes=1 << 20)


def test_entities_of_its_own_are_refused() -> None:
    bomb = '<!DOCTYPE log [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><log><trace>&b;</trace></log>'
    assert "declares entities" in faults_of(bomb)


def test_a_fetched_entity_is_refused() -> None:
    assert "declares entities" in faults_of('<!DOCTYPE log [<!ENTITY a SYSTEM "file:///etc/passwd">]><log>&a;</log>')


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "The file is empty"),
        ("\n\n", "The file is empty"),
        ("<html><body/></html>", "line 1: This XML file is no event log"),
        ("<log></log>", "no events"),
        ("case,activity,time\n", "no events"),
        ("case,activity,time\n1,a,2024-01-01\n1,b\n", "line 3: This row has 2 cells, the headings are 3"),
        ("case,activity,time\n1,a,yesterday\n", 'line 2: "yesterday" is no time'),
        ("case,activity,time\n,a,2024-01-01\n", "line 2: The case is empty"),
        ("case,activity,time\n1,,2024-01-01\n", "line 2: The activity is empty"),
        ("case,activity,time\n1,a\0,2024-01-01\n", "NUL"),
        (b"c\0a\0s\0e\0", "unknown encoding"),
        ('case,activity,time\n1,"a,2024-01-01\n2,b,2024-01-01\n', "line 2: This row has 2 cells"),
        (b"\x1f\x8b", "breaks off"),
        (b"\x1f\x8bnonsense that is no gzip", "breaks off or is damaged"),
        (b"\xff\xfec", "damaged"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(content: bytes | str, says: str) -> None:
    if says == "NUL":
        content = "case,activity,time\n" + "1,a,2024-01-01\n" * 9000 + "1,a\0,2024-01-01\n"
    assert says in faults_of(content)


def test_a_missing_column_names_the_headings_and_the_option() -> None:
    message = faults_of("foo,bar\n1,2\n")
    for option in ("--case", "--activity", "--time"):
        assert option in message
    assert "foo, bar" in message


def test_a_column_that_is_not_there_is_named() -> None:
    message = faults_of("id,what,at\n1,a,2024-01-01\n", Columns(case="id", activity="what", time="when"))
    assert 'There is no column "when"' in message


def test_columns_named_by_hand_are_used() -> None:
    log = read("id,what,at\n1,a,2024-01-01\n", Columns(case="id", activity="what", time="at"))
    assert log.cases[0][0].activity == "a"


def test_an_optional_column_can_be_left_alone() -> None:
    table = "case,activity,time,role\n1,a,2024-01-01,boss\n"
    assert read(table).cases[0][0].role == "boss"
    assert read(table, Columns(role="")).cases[0][0].role is None


def test_all_faults_are_told_at_once_but_no_more_than_twenty() -> None:
    with pytest.raises(InputError) as caught:
        read("case,activity,time\n" + "1,a,never\n" * 33)
    assert len(caught.value.faults) == 21
    assert [fault.line for fault in caught.value.faults[:2]] == [2, 3]
    assert str(caught.value.faults[-1]) == "13 more faults"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_usual_encoding_line_end_and_delimiter_is_read(encoding: str, end: str, delimiter: str) -> None:
    rows = [
        ["流程编号", "节点名称", "处理时间", "审批结果", "金额（元）"],
        ["7", "部门审批", "2024-03-01 09:00", "同意", "¥1200"],
    ]
    log = read(end.join(delimiter.join(row) for row in rows).encode(encoding))
    event = log.cases[0][0]
    assert (event.case, event.activity, event.decision, event.amount) == ("7", "部门审批", "同意", 1200.0)


def test_an_encoding_other_than_utf_8_is_said() -> None:
    notes = read("case,activity,time\n1,Prüfung, 2024-01-01\n".encode("latin-1")).notes
    assert "latin-1" in str(notes[0])
    assert (
        read("case,activity,time\n1,Prüfung,2024-01-01\n").notes == read("case,activity,time\n1,x,2024-01-01\n").notes
    )


def test_one_date_decides_the_order_of_day_and_month_for_its_column() -> None:
    table = "case,activity,time\n1,a,03/04/2024 10:00\n1,b,{}\n"
    assert read(table.format("05/16/2024")).cases[0][0].time == datetime(2024, 3, 4, 10, tzinfo=UTC)
    assert read(table.format("16/05/2024")).cases[0][0].time == datetime(2024, 4, 3, 10, tzinfo=UTC)
    unclear = read(table.format("05/06/2024"))
    assert unclear.cases[0][0].time == datetime(2024, 4, 3, 10, tzinfo=UTC)
    assert any("day first" in str(note) for note in unclear.notes)


def test_a_date_against_its_column_is_a_fault_with_its_line() -> None:
    table = "case,activity,time\n1,a,16/04/2024\n1,b,17/04/2024\n1,c,04/18/2024\n"
    assert faults_of(table).startswith("line 4: There is no such day")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2011/02/16 14:31:00.000", datetime(2011, 2, 16, 14, 31, tzinfo=UTC)),
        ("2011-02-16T14:31:00Z", datetime(2011, 2, 16, 14, 31, tzinfo=UTC)),
        ("2011-02-16 14:31:00+08:00", datetime(2011, 2, 16, 6, 31, tzinfo=UTC)),
        ("2011年2月16日 14:31", datetime(2011, 2, 16, 14, 31, tzinfo=UTC)),
        ("2011/2/16 下午2:31", datetime(2011, 2, 16, 14, 31, tzinfo=UTC)),
        ("16-Feb-2011 14:31", datetime(2011, 2, 16, 14, 31, tzinfo=UTC)),
        ("16.02.2011 14:31", datetime(2011, 2, 16, 14, 31, tzinfo=UTC)),
        ("02/16/2011 2:31 PM", datetime(2011, 2, 16, 14, 31, tzinfo=UTC)),
        ("16/02/11 14:31", datetime(2011, 2, 16, 14, 31, tzinfo=UTC)),
    ],
)
def test_times_are_read_as_people_write_them(written: str, meant: datetime) -> None:
    assert read(f"case;activity;time\n1;a;{written}\n").cases[0][0].time == meant


def test_events_are_sorted_inside_a_case_and_cases_by_their_first() -> None:
    table = "case,activity,time\n1,late,2024-01-09\n2,x,2024-01-05\n1,early,2024-01-06\n2,y,2024-01-05\n"
    assert [[event.activity for event in case] for case in read(table).cases] == [["x", "y"], ["early", "late"]]


def test_an_endless_cell_is_refused_at_once() -> None:
    assert "is no time" in faults_of("case,activity,time\n1,a,1" + " " * 100_000 + "x\n")


def test_an_event_without_its_time_is_refused_with_its_line() -> None:
    first = (
        '<event><string key="concept:name" value="提交"/><date key="time:timestamp" value="2024-03-01T09:00:00+08:00"/>'
    )
    assert faults_of(XES.replace(first, first[: first.index("<date")])).startswith('line 4: "" is no time')


def test_quoted_cells_may_hold_delimiters_and_line_ends() -> None:
    (case,) = read('case,activity,time\n1,"sign, then\nsend",2024-01-01\n1,pay,2024-01-02\n').cases
    assert [event.activity for event in case] == ["sign, then\nsend", "pay"]


def test_progress_ends_at_the_size_of_the_file() -> None:
    packed = gzip.compress(("case,activity,time\n" + "1,a,2024-01-01\n" * 50_000).encode())
    heard: list[int] = []
    read_event_log(io.BytesIO(packed), progress=heard.append)
    assert heard == sorted(heard)
    assert heard[-1] == len(packed)


def test_a_pipe_that_cannot_go_back_is_read_too() -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    assert len(read_event_log(Pipe(b"case,activity,time\n1,a,2024-01-01\n")).cases) == 1


def test_amounts_that_cannot_be_read_count_as_not_known_and_are_told() -> None:
    log = read("case,activity,time,amount\n1,a,2024-01-01,ask Bob\n")
    assert log.cases[0][0].amount is None
    assert any("1 amount cannot be read" in str(note) for note in log.notes)


@given(st.binary(max_size=300))
def test_whatever_the_bytes_a_log_is_read_or_refused(content: bytes) -> None:
    for head in (b"", b"case,activity,time\n1,a,2024-01-01\n", b"<log><trace>", b"\x1f\x8b\x08\0"):
        assert is_read_or_refused(head + content)


@given(st.text(max_size=40))
def test_whatever_is_written_for_a_time_is_read_or_refused(written: str) -> None:
    assert is_read_or_refused(f'case,activity,time\n1,a,"{written.replace(chr(34), "")}"\n')
