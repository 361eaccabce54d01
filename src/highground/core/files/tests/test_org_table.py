"""Tables of posts as they come: three real ones, counted a second time with sets alone, and every trap by itself."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from highground.core.faults import InputError
from highground.core.files.org_table import (
    OrgTable,
    Table,
    guessed_mapping,
    read_org_table,
    table_of_bytes,
    table_of_rows,
    updated,
)
from highground.core.organisation.changes import Difference, difference
from highground.core.organisation.model import Occupancy, Organisation, Post, Unit
from highground.core.organisation.structure import faults_of

CHARTS = Path(__file__).resolve().parents[5].parent / "shared" / "data" / "org_charts"
CABINET = "cabinet_office-2011-03-31-senior.csv"
HEALTH = ("department_of_health-2011-03-31-senior.csv", "department_of_health-2011-09-30-senior.csv")


def read(table: Table) -> OrgTable:
    return read_org_table(table, guessed_mapping(table.headings))


def of_text(text: str) -> OrgTable:
    return read(table_of_bytes(text.encode()))


def warnings_of(text: str) -> list[str]:
    return [str(found) for found in of_text(text).warnings]


def faults_in(text: str) -> list[str]:
    return [str(found) for found in of_text(text).faults]


def real_file(name: str) -> Path:
    if not (CHARTS / name).exists():
        pytest.skip(f"not in ../shared/data: org_charts/{name}")
    return CHARTS / name


def real_table(name: str) -> OrgTable:
    return read(table_of_bytes(real_file(name).read_bytes()))


def counted(name: str) -> dict[str, tuple[str, str, str]]:
    """An independent reading: boss, unit and title by reference. XX and blank are one, the first row of a reference
    counts."""
    found: dict[str, tuple[str, str, str]] = {}
    with real_file(name).open(newline="", encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            boss = row["Reports to Senior Post"].strip()
            place = ("" if boss == "XX" else boss, row["Unit"].strip(), row["Job Title"].strip())
            found.setdefault(row["Post Unique Reference"].strip(), place)
    return found


@pytest.mark.parametrize(
    ("name", "rows", "posts", "tops", "units", "warnings"),
    [(CABINET, 216, 216, 1, 18, 1), (HEALTH[0], 303, 302, 2, 28, 3), (HEALTH[1], 313, 313, 1, 29, 1)],
)
def test_the_real_files_are_read_as_they_are(
    name: str, rows: int, posts: int, tops: int, units: int, warnings: int
) -> None:
    found = real_table(name)
    organisation = found.organisation
    assert sum(map(len, found.rows.values())) == rows
    assert (len(organisation.posts), len(organisation.reports[None]), len(organisation.units)) == (posts, tops, units)
    assert (len(found.warnings), found.faults, faults_of(organisation)) == (warnings, (), ())
    assert {post.occupancy for post in organisation.posts.values()} == {Occupancy.NAME_UNKNOWN}
    assert {post.layer for post in organisation.posts.values()} == {None}
    assert {
        key: (post.reports_to or "", organisation.units[post.unit or ""].name, post.title)
        for key, post in organisation.posts.items()
    } == counted(name)


def test_the_doubts_of_the_real_files_name_row_and_column() -> None:
    assert [str(found) for found in real_table(HEALTH[0]).warnings] == [
        'row 171, Reports to Senior Post: "XX" stands for no post: read as reporting to nobody',
        'row 183, Reports to Senior Post: "XX" stands for no post: read as reporting to nobody',
        "row 223, 224, Post Unique Reference: MD013 stands in rows 223, 224 alike: read as one post, held jointly",
    ]


def test_two_dates_of_a_department_differ_as_counted_independently() -> None:
    old, new = counted(HEALTH[0]), counted(HEALTH[1])
    found = difference(real_table(HEALTH[0]).organisation, real_table(HEALTH[1]).organisation)
    both = old.keys() & new.keys()
    assert {post.key for post in found.posts_added} == new.keys() - old.keys()
    assert {post.key for post in found.posts_removed} == old.keys() - new.keys()
    assert {change.before.key for change in found.posts_moved} == {key for key in both if old[key][:2] != new[key][:2]}
    assert {change.before.key for change in found.posts_retitled} == {key for key in both if old[key][2] != new[key][2]}
    assert [len(found.posts_added), len(found.posts_removed), len(found.posts_moved)] == [40, 29, 53]


def test_the_same_file_again_changes_nothing() -> None:
    table = real_table(CABINET)
    assert difference(table.organisation, updated(table.organisation, table)) == Difference()


CHINESE = """岗位编号,岗位,姓名,部门,汇报给,层级,职级,虚线汇报
G1,总经理,王芳,总部,,决策层,M5,
F1,财务总监,李强、赵敏,财务部,G1,管理层,M4,
F2,会计,空缺,财务部,F1,执行层,M1,G1
F3,出纳,待定,财务部,F1,十级,,
"""


def test_a_chinese_table_says_all_it_says() -> None:
    found = of_text(CHINESE)
    posts = found.organisation.posts
    assert found.faults == ()
    assert posts["G1"] == Post("G1", "总经理", "总部", "decision", holders=("王芳",))
    assert posts["F1"] == Post("F1", "财务总监", "财务部", "management", "G1", holders=("李强", "赵敏"), place=1)
    assert (posts["F2"].occupancy, posts["F2"].dotted_to) == (Occupancy.VACANT, ("G1",))
    assert (posts["F3"].occupancy, posts["F3"].layer) == (Occupancy.NAME_UNKNOWN, None)
    assert found.organisation.units == {"总部": Unit("总部", "总部"), "财务部": Unit("财务部", "财务部", place=1)}
    assert found.grades == {"G1": "M5", "F1": "M4", "F2": "M1"}
    assert [str(warning) for warning in found.warnings] == [
        'row 5, 层级: "十级" is none of decision, management and execution; the layer is left open'
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_encoding_line_end_and_delimiter_make_no_difference(encoding: str, line_end: str, delimiter: str) -> None:
    content = CHINESE.replace(",", delimiter).replace("\n", line_end).encode(encoding)
    assert read(table_of_bytes(content)) == of_text(CHINESE)


def test_latin_1_is_read() -> None:
    (post,) = read(table_of_bytes("Title;Name\nPrüfer;Jürgen Müller\n".encode("latin-1"))).organisation.posts.values()
    assert (post.title, post.holders) == ("Prüfer", ("Jürgen Müller",))


def test_cells_of_a_workbook_are_read_below_a_title() -> None:
    rows: list[list[object]] = [
        ["某集团组织架构"],
        [None, None],
        ["编号", "岗位 *", "上级", ""],
        [1.0, "总经理", None],
        [2, "会计", 1.0, "x", 5],
    ]
    found = read(table_of_rows(rows))
    assert found.organisation.posts["2"].reports_to == "1"
    assert found.rows == {"1": (4,), "2": (5,)}


def test_rows_are_counted_as_a_spreadsheet_does() -> None:
    text = '编号,岗位,姓名\n1,"总经理\n兼书记",王芳\n\n2,,李强\n'
    assert warnings_of(text) == ["row 4, 岗位: This post has no title; its reference stands in for it"]
    assert of_text(text).organisation.posts["1"].title == "总经理 兼书记"


@pytest.mark.parametrize(
    ("headings", "mapping"),
    [
        (["Name", "Title", "Manager"], {"reports_to": "Manager", "title": "Title", "holder": "Name"}),
        (["上级岗位编号", "岗位编号", "职务"], {"reports_to": "上级岗位编号", "key": "岗位编号", "title": "职务"}),
        (["部门编号", "部门领导", "所在部门", "员工姓名"], {"unit": "所在部门", "holder": "员工姓名"}),
        (
            ["直接上级姓名", "姓名（必填）", "岗位"],
            {"reports_to": "直接上级姓名", "title": "岗位", "holder": "姓名（必填）"},
        ),
        (["上级部门", "部门", "上级"], {"reports_to": "上级", "unit_above": "上级部门", "unit": "部门"}),
        (["", "Phone"], {}),
    ],
)
def test_headings_are_guessed(headings: list[str], mapping: dict[str, str]) -> None:
    assert guessed_mapping(headings) == mapping


def test_headings_that_stand_twice_are_told_apart() -> None:
    assert table_of_rows([["姓名", "", "姓名", ""], ["a", "b", "c", "d"]]).headings == ("姓名", "", "姓名 (2)", "")


@pytest.mark.parametrize("mark", ["XX", "", "-", "无", "N/A", "none"])
def test_marks_for_no_boss_make_a_top(mark: str) -> None:
    found = of_text(f"id,title,reports to\n1,head,{mark}\n")
    assert found.organisation.posts["1"].reports_to is None
    assert len(found.warnings) == (mark != "")


def test_a_post_called_as_a_mark_is_a_boss() -> None:
    assert of_text("id,title,reports to\nXX,head,\n1,aide,XX\n").organisation.posts["1"].reports_to == "XX"


@pytest.mark.parametrize(
    ("cell", "occupancy", "holders"),
    [
        ("", Occupancy.NAME_UNKNOWN, ()),
        ("N/D", Occupancy.NAME_UNKNOWN, ()),
        ("不详", Occupancy.NAME_UNKNOWN, ()),
        ("Vacant", Occupancy.VACANT, ()),
        ("VACANT POST", Occupancy.VACANT, ()),
        ("空缺（招聘中）", Occupancy.VACANT, ()),
        ("待招聘", Occupancy.VACANT, ()),
        ("王芳/李强", Occupancy.HELD, ("王芳", "李强")),
        ("['王芳', '李强']", Occupancy.HELD, ("王芳", "李强")),
        ("王芳；空缺", Occupancy.HELD, ("王芳",)),
        ("Smith, John", Occupancy.HELD, ("Smith, John",)),
    ],
)
def test_holders_are_named_unknown_or_missing(cell: str, occupancy: Occupancy, holders: tuple[str, ...]) -> None:
    (post,) = read(table_of_rows([["岗位", "姓名"], ["会计", cell]])).organisation.posts.values()
    assert (post.occupancy, post.holders) == (occupancy, holders)


def test_a_boss_who_is_not_there_is_warned_of() -> None:
    assert warnings_of("id,title,reports to\n1,head,9\n2,aide,2\n") == [
        'row 2, reports to: "9" is not in this table: read as reporting to nobody',
        "row 3, reports to: aide reports to itself: read as reporting to nobody",
    ]


def test_a_boss_may_be_given_by_name_or_title_or_in_other_letters() -> None:
    text = "编号,岗位,姓名,上级\nＡ1,总经理,王芳,\n2,会计,,王芳\n3,出纳,,总经理\n4,文员,,a1\n"
    assert of_text(text).organisation.reports["Ａ1"] == ("2", "3", "4")
    assert warnings_of(text) == []


def test_a_boss_who_may_be_several_is_left_out() -> None:
    text = "id,title,reports to\n1,head,\n2,head,\n3,aide,head\n"
    assert warnings_of(text) == ['row 4, reports to: "head" may be the post in any of rows 2, 3: left out']


def test_a_list_of_bosses_is_one_boss_and_dotted_lines() -> None:
    found = of_text("id,title,reports to,dotted line\n1,a,,\n2,b,1,\n3,c,\"['2', '1', '8']\",9;2\n")
    assert (found.organisation.posts["3"].reports_to, found.organisation.posts["3"].dotted_to) == ("2", ("1",))
    assert [str(warning) for warning in found.warnings] == [
        "row 4, reports to: Several bosses: 2 is read as the boss, the others as dotted lines",
        'row 4, reports to: "8" is not in this table: the dotted line is left out',
        'row 4, dotted line: "9" is not in this table: the dotted line is left out',
    ]


def test_a_circle_is_a_fault_that_names_its_rows() -> None:
    text = "id,title,reports to\n1,a,3\n2,b,1\n3,c,2\n4,d,1\n"
    assert faults_in(text) == ["row 2, 3, 4, reports to: These posts report to each other in a circle: a, c, b"]
    assert of_text(text).organisation.reports[None] == ("1", "2", "3")


def test_a_reference_that_stands_twice_alike_is_one_post_of_two() -> None:
    found = of_text("id,title,name,reports to\n1,head,王芳,\n1,head,李强,\n")
    assert found.organisation.posts["1"].holders == ("王芳", "李强")
    assert [str(item) for item in found.warnings] == [
        "row 2, 3, id: 1 stands in rows 2, 3 alike: read as one post, held jointly"
    ]


def test_a_reference_of_two_posts_is_numbered() -> None:
    found = of_text("id,title,reports to\n1,head,\n1,deputy,1\n1,aide,1\n")
    assert found.organisation.reports == {None: ("1",), "1": ("1 (2)", "1 (3)")}
    assert [str(item) for item in found.warnings] == [
        "row 2, 3, id: 1 stands in rows 2, 3 for different posts: the last is read as 1 (2)",
        "row 2, 4, id: 1 stands in rows 2, 4 for different posts: the last is read as 1 (3)",
    ]


def test_posts_without_references_go_by_unit_title_and_holder() -> None:
    found = of_text("部门,岗位,姓名\n华南,销售经理,王芳\n华南,销售经理,李强\n华南,总监,赵敏\n,总监,\n")
    assert list(found.organisation.posts) == ["华南/销售经理 (王芳)", "华南/销售经理 (李强)", "华南/总监", "总监"]
    assert [str(item) for item in found.warnings] == [
        "No column holds references: posts are known by unit and title, in later tables too"
    ]


def test_units_stand_within_units() -> None:
    text = "岗位,上级部门,部门\na,集团,财务中心\nb,财务中心,核算处\nc,,财务中心\nd,集团,集团\ne,,\n"
    found = of_text(text).organisation
    assert {key: unit.parent for key, unit in found.units.items()} == {
        "集团/财务中心": "集团",
        "集团": None,
        "财务中心/核算处": "集团/财务中心",
    }
    assert [post.unit for post in found.posts.values()] == [
        *("集团/财务中心", "财务中心/核算处", "集团/财务中心", "集团", None)
    ]


def test_units_of_one_name_in_two_places_are_two() -> None:
    text = "岗位,公司,部门\na,南方,财务部\nb,北方,财务部\nc,,财务部\n"
    assert set(of_text(text).organisation.units) == {"南方", "北方", "南方/财务部", "北方/财务部"}
    assert warnings_of(text)[-1] == (
        'row 4, 部门: "财务部" is part of several units; where none is named it is the one in 南方'
    )


def test_units_within_each_other_are_a_fault() -> None:
    assert faults_in("岗位,上级部门,部门\na,甲,乙\nb,乙,甲\n") == [
        "row 2, 3, 上级部门: These units are part of each other in a circle: 甲, 乙"
    ]


def test_rows_that_cannot_be_read_are_faults_and_the_rest_is_shown() -> None:
    text = "id,title,name\n1,head\n,,王芳\n2,aide,\n"
    assert faults_in(text) == [
        "row 2: This row has 2 cells, the headings are 3; a quotation mark or a delimiter may be missing",
        "row 3, title: This row has neither a reference nor a title: it names no post",
    ]
    assert list(of_text(text).organisation.posts) == ["2"]


def test_a_mapping_to_headings_that_are_not_there_is_a_fault() -> None:
    table = table_of_bytes(b"id,title\n1,head\n")
    assert [str(found) for found in read_org_table(table, {"title": "Titel"}).faults] == [
        'There is no column "Titel"; the headings are: id, title'
    ]
    assert [str(found) for found in read_org_table(table, {}).faults] == [
        "No column holds the titles of the posts. Choose it among the headings"
    ]
    assert faults_in("id,title\n") == ["The table holds no posts"]


@pytest.mark.parametrize("content", [b"", b"\n \n", b"PK\x03\x04\0\0", "岗位".encode("utf-16") + b"\x00"])
def test_what_is_no_table_is_refused(content: bytes) -> None:
    with pytest.raises(InputError):
        table_of_bytes(content)


NOW = Organisation(
    {"总部": Unit("总部", "总部"), "财务部": Unit("财务部", "财务部", parent="总部"), "旧部": Unit("旧部", "旧部")},
    {
        "1": Post("1", "总经理", "总部", "decision", holders=("王芳",), place=5),
        "2": Post("2", "顾问", "旧部", reports_to="1", dotted_to=("3",), holders=("李强",), is_outside=True),
        "3": Post("3", "文员", "财务部", "execution", reports_to="1"),
    },
)


def test_a_later_table_changes_only_what_it_speaks_of() -> None:
    new = updated(NOW, of_text("编号,岗位,部门\n2,高级顾问,财务部\n1,总经理,总部\n9,司机,\n"))
    assert new.posts["1"] == NOW.posts["1"]
    assert new.posts["2"] == Post("2", "高级顾问", "财务部", reports_to="1", holders=("李强",), is_outside=True)
    assert new.posts["9"].occupancy is Occupancy.NAME_UNKNOWN
    assert new.units == {key: NOW.units[key] for key in ("总部", "财务部")}
    assert [post.key for post in difference(NOW, new).posts_removed] == ["3"]


def test_a_table_without_units_leaves_them_alone() -> None:
    new = updated(NOW, of_text("编号,岗位,上级,姓名\n1,总经理,,空缺\n2,顾问,9,李强\n"))
    assert new.units == NOW.units
    assert (new.posts["2"].unit, new.posts["2"].reports_to) == ("旧部", None)
    assert new.posts["1"].occupancy is Occupancy.VACANT


cells = st.sampled_from(["", "1", "2", "3", "XX", "王芳", "1;2", "['2', '3']", "空缺", "甲", "乙", "决策层", "管"])
HEADINGS = ["编号", "岗位", "上级", "虚线汇报", "姓名", "上级部门", "部门", "层级"]


@given(st.lists(st.lists(cells, max_size=9), max_size=7), st.lists(st.lists(cells, max_size=9), max_size=7))
def test_whatever_the_rows_the_organisation_is_one(rows: list[list[str]], later: list[list[str]]) -> None:
    first, second = (read(table_of_rows([HEADINGS, *some])) for some in (rows, later))
    for found in (first.organisation, second.organisation, updated(first.organisation, second)):
        assert faults_of(found) == ()
        assert all(key == post.key for key, post in found.posts.items())
    assert all(finding.rows for finding in first.warnings)


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        table = table_of_bytes(content)
    except InputError:
        return
    assert faults_of(read(table).organisation) == ()


def test_large_tables_are_read_in_one_go_whatever_is_wrong_with_them() -> None:
    """3,000 rows that are one post, or all different ones of one reference, or one circle, or one name for a boss."""
    count = 3_000
    for rows in (
        [["1", "a", "", f"王{at}"] for at in range(count)],
        [["1", f"a{at}", "", ""] for at in range(count)],
        [[f"{at}", "a", f"{(at + 1) % count}", ""] for at in range(count)],
        [[f"{at}", "a", "a", ""] for at in range(count)],
    ):
        found = read(table_of_rows([["id", "title", "reports to", "name"], *rows]))
        assert len(found.organisation.posts) in (1, count)
        assert max(len(str(finding)) for finding in (*found.warnings[-2:], *found.faults[:1])) < 40_000
