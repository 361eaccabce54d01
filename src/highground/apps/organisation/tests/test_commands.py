import json
from pathlib import Path

import pytest
import typer

from highground.apps.organisation.tests.table import NEW, OLD, a_table, lines, run

CHARTS = Path(__file__).resolve().parents[6] / "shared" / "data" / "org_charts"
CABINET = "cabinet_office-2011-03-31-senior.csv"
HEALTH = ("department_of_health-2011-03-31-senior.csv", "department_of_health-2011-09-30-senior.csv")

Captured = pytest.CaptureFixture[str]


def real_file(name: str) -> Path:
    if not (CHARTS / name).exists():
        pytest.skip(f"not in ../shared/data: org_charts/{name}")
    return CHARTS / name


def answer(capsys: Captured) -> dict[str, object]:
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


def test_a_table_is_said_to_be_in_order_with_all_that_was_understood(tmp_path: Path, capsys: Captured) -> None:
    file = a_table(tmp_path)
    assert run("check", file) == 0
    assert lines(capsys.readouterr().out) == [
        f"{file} can be used: 5 posts, 2 units",
        "How the headings are read",
        "Meaning Column Heading",
        "Post number key 岗位编号",
        "Post title 岗位",
        "Held by holder 姓名",
        "Unit unit 部门",
        "Reports to reports_to 上级岗位",
        "Dotted line to dotted_to 虚线汇报",
        "Layer layer 层级",
        "Not read: 备注",
        "What is in it",
        "Posts How many",
        "In all 5",
        "Report to nobody 1",
        "Decision 2",
        "Management 1",
        "Execution 1",
        "Layer not known 1",
        "Held, name known 4",
        "Name not known 1",
        "Vacant 0",
        "Warnings 1",
        '- row 6, column 层级: "基层员工" is none of decision, management and execution; the layer is left open',
    ]


def test_the_same_for_programs(tmp_path: Path, capsys: Captured) -> None:
    file = a_table(tmp_path)
    assert run("check", file, "--format", "json") == 0
    found = answer(capsys)
    assert (found["posts"], found["units"], found["tops"]) == (5, 2, 1)
    assert found["layers"] == {"decision": 2, "management": 1, "execution": 1, "unknown": 1}
    assert found["occupancy"] == {"held": 4, "name_unknown": 1, "vacant": 0}
    assert found["unread"] == ["备注"]
    assert isinstance(found["warnings"], list)
    assert [(warning["rows"], warning["column"]) for warning in found["warnings"]] == [([6], "层级")]
    assert found["faults"] == []


def test_a_heading_may_be_chosen_and_a_column_left_out(tmp_path: Path, capsys: Captured) -> None:
    file = a_table(tmp_path, OLD.replace("岗位,姓名", "干什么,姓名"))
    assert run("check", file, "--column", "title=干什么", "--column", "layer=", "--format", "json") == 0
    found = answer(capsys)
    assert isinstance(found["columns"], dict)
    assert found["columns"]["title"] == "干什么"
    assert "layer" not in found["columns"]
    assert found["warnings"] == []


def test_a_heading_that_was_chosen_is_not_guessed_as_well(tmp_path: Path, capsys: Captured) -> None:
    assert run("check", a_table(tmp_path), "--column", "grade=姓名", "--format", "json") == 0
    found = answer(capsys)
    assert isinstance(found["columns"], dict)
    assert found["columns"]["grade"] == "姓名"
    assert "holder" not in found["columns"]


@pytest.mark.parametrize("choice", ["titel=岗位", "title"])
def test_a_column_that_is_none_is_a_mistake_of_the_command_line(choice: str, tmp_path: Path) -> None:
    with pytest.raises(typer.BadParameter) as raised:
        run("check", a_table(tmp_path), "--column", choice)
    assert f'"{choice}" is not COLUMN=HEADING; the columns are reports_to, dotted_to, key, title' in str(raised.value)


@pytest.mark.parametrize("command", ["check", "draw"])
def test_a_file_that_is_not_there_is_named(command: str, tmp_path: Path, capsys: Captured) -> None:
    file = tmp_path / "无.csv"
    assert run(command, file, *(["-o", str(tmp_path / "map.svg")] if command == "draw" else [])) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert f"There is no file {file}" in printed.err
    assert list(tmp_path.iterdir()) == []


def test_a_table_without_titles_says_how_to_name_them(tmp_path: Path, capsys: Captured) -> None:
    assert run("check", a_table(tmp_path, "甲,乙\n1,2\n")) == 2
    printed = capsys.readouterr()
    assert "Not read: 甲, 乙" in printed.out
    assert lines(printed.err)[1:] == [
        "No column holds the titles of the posts. Choose it among the headings",
        "Say which heading it is: --column title=HEADING",
    ]


CIRCLE = "编号,岗位,上级\n1,总经理,\n2,财务总监,3\n3,会计,2\n"


def test_a_circle_is_named_by_its_rows(tmp_path: Path, capsys: Captured) -> None:
    file = a_table(tmp_path, CIRCLE)
    assert run("check", file) == 2
    assert lines(capsys.readouterr().err) == [
        f"{file} cannot be used: 1 fault",
        "rows 3, 4, column 上级: These posts report to each other in a circle: 财务总监, 会计",
    ]
    assert run("check", file, "--format", "json") == 2
    found = answer(capsys)
    faults = found["faults"]
    assert found["tops"] is None
    assert isinstance(faults, list)
    assert [fault["rows"] for fault in faults] == [[3, 4]]


def test_what_changed_is_counted_and_listed(tmp_path: Path, capsys: Captured) -> None:
    old, new = a_table(tmp_path, OLD, "old.csv"), a_table(tmp_path, NEW, "new.csv")
    assert run("diff", old, new) == 0
    assert lines(capsys.readouterr().out) == [
        "old.csv has 5 posts, new.csv has 5 posts",
        "1 warning about old.csv: highground org check shows it",
        "Kind of change Posts",
        *("Posts added 1", "Posts removed 1", "Moved 1", "Retitled 1", "In another layer 1", "Held by others 2"),
        "Vacated 1",
        *("Posts added 1", "Post Unit Held by", "法务 (6) 法务部 孙丽"),
        *("Posts removed 1", "Post Unit Held by", "采购员 (5) 采购部 张伟, 刘洋"),
        *("Moved 1", "Post Before Now", "采购经理 (4) under 总经理 under 首席财务官"),
        *("Retitled 1", "Post number Before Now", "2 财务总监 首席财务官"),
        *("In another layer 1", "Post Before Now", "会计 (3) Execution Management"),
        *("Held by others 2", "Post Before Now", "首席财务官 (2) 李强 陈静", "会计 (3) 赵敏 Vacant"),
        *("Vacated 1", "Post Before Now", "会计 (3) 赵敏 Vacant"),
    ]


def test_a_long_list_is_cut_for_people_and_whole_for_programs(tmp_path: Path, capsys: Captured) -> None:
    more = OLD + "".join(f"n{number},会计,,财务部,2,,,\n" for number in range(23))
    old, new = a_table(tmp_path, OLD, "old.csv"), a_table(tmp_path, more, "new.csv")
    assert run("diff", old, new) == 0
    printed = lines(capsys.readouterr().out)
    assert sum(line.startswith("会计 (n") for line in printed) == 20
    assert printed[-1] == "… and 3 more posts"
    assert run("diff", old, new, "--format", "json") == 0
    added = answer(capsys)["added"]
    assert isinstance(added, list)
    assert [post["key"] for post in added] == [f"n{number}" for number in range(23)]


def test_what_only_one_table_speaks_of_is_no_change(tmp_path: Path, capsys: Captured) -> None:
    old = a_table(tmp_path, "编号,岗位,姓名,部门\n1,会计,王芳,财务部\n", "old.csv")
    new = a_table(tmp_path, "编号,岗位,上级部门,部门\n1,会计,公司,财务部\n", "new.csv")
    assert run("diff", old, new, "--format", "json") == 0
    found = answer(capsys)
    assert isinstance(found["counts"], dict)
    assert set(found["counts"].values()) == {0}
    assert found["not_compared"] == ["holder", "unit"]


def test_tables_of_which_one_has_numbers_cannot_be_compared(tmp_path: Path, capsys: Captured) -> None:
    old = a_table(tmp_path, "编号,岗位\n1,会计\n", "old.csv")
    new = a_table(tmp_path, "岗位\n会计\n", "new.csv")
    assert run("diff", old, new) == 2
    assert "Only one of the tables has post numbers" in capsys.readouterr().err
    assert run("diff", old, new, "--column", "key=") == 0


@pytest.mark.parametrize(("name", "posts"), [(CABINET, 216), (HEALTH[0], 302), (HEALTH[1], 313)])
def test_the_real_tables_have_the_posts_they_have(name: str, posts: int, capsys: Captured) -> None:
    assert run("check", real_file(name), "--format", "json") == 0
    assert answer(capsys)["posts"] == posts


def test_half_a_year_of_a_real_ministry(capsys: Captured) -> None:
    assert run("diff", real_file(HEALTH[0]), real_file(HEALTH[1]), "--format", "json") == 0
    counts = answer(capsys)["counts"]
    assert isinstance(counts, dict)
    assert (counts["added"], counts["removed"], counts["moved"]) == (40, 29, 53)
