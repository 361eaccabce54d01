from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from highground.apps.organisation.drawing import draw_organisation
from highground.apps.organisation.tests.table import OLD, a_table, run
from highground.core.organisation.model import Occupancy, Organisation, Post, Unit

SVG = "{http://www.w3.org/2000/svg}"
SMALL = Organisation(
    {"财务部": Unit("财务部", "财务部")},
    {
        "1": Post("1", "总经理", layer="decision", holders=("王芳",)),
        "2": Post("2", "财务总监", unit="财务部", layer="decision", reports_to="1", holders=("李强",)),
        "3": Post("3", "会计", unit="财务部", layer="execution", reports_to="2", occupancy=Occupancy.VACANT),
        "4": Post("4", "出纳", unit="财务部", layer="execution", reports_to="2", occupancy=Occupancy.NAME_UNKNOWN),
        "5": Post("5", "顾问", is_outside=True, holders=("赵敏",)),
    },
)


def drawn(organisation: Organisation, name: str = "") -> Element:
    root: Element = fromstring(draw_organisation(organisation, name=name).encode())
    return root


def posts_of(root: Element) -> list[str]:
    return [post for element in root.iter() if (post := element.get("data-post"))]


def with_class(root: Element, name: str) -> list[Element]:
    return [element for element in root.iter() if name in element.get("class", "").split()]


def texts(root: Element) -> list[str]:
    return ["".join(element.itertext()) for element in root.iter(f"{SVG}text")]


def many(count: int) -> Organisation:
    boss = Post("0", "总经理", layer="decision", holders=("王芳",))
    others = (Post(str(n), "工程师", reports_to="0", holders=("李强",)) for n in range(1, count))
    return Organisation(posts={post.key: post for post in (boss, *others)})


def test_every_post_has_one_card_with_all_that_is_known_of_it() -> None:
    root = drawn(SMALL)
    assert sorted(posts_of(root)) == ["1", "2", "3", "4", "5"]
    cards = {card.get("data-post"): card for card in with_class(root, "post")}
    assert {card.get("role") for card in cards.values()} == {"img"}
    assert cards["2"].findtext(f"{SVG}title") == "财务总监, 李强, 财务部, Decision, reports to 总经理"
    assert cards["2"].get("aria-label") == cards["2"].findtext(f"{SVG}title")
    assert texts(cards["3"]) == ["Vacant", "会计"]
    assert texts(cards["4"]) == ["Name not known", "出纳"]


def test_edges_tell_apart_who_is_not_known_and_who_is_from_outside() -> None:
    root = drawn(SMALL)
    assert [card.get("data-post") for card in with_class(root, "open") if card.get("data-post")] == ["3", "4"]
    assert [card.get("data-post") for card in with_class(root, "outside") if card.get("data-post")] == ["5"]


def test_the_lines_of_one_boss_are_one_path() -> None:
    legend = 1
    assert len(with_class(drawn(SMALL), "reports")) == 2 + legend


def test_the_legend_explains_only_what_is_there() -> None:
    def legend(organisation: Organisation) -> list[str]:
        found = with_class(drawn(organisation), "legend")
        return texts(found[0]) if found else []

    assert legend(SMALL) == ["reports to", "vacant, or name not known", "from outside"]
    assert legend(Organisation(posts={"1": SMALL.posts["1"]})) == []
    assert legend(many(61)) == ["name known"]


def test_a_long_name_is_cut_and_stands_in_full_in_its_title() -> None:
    name = "欧阳" * 20
    root = drawn(Organisation(posts={"1": Post("1", "总经理", holders=(name,))}))
    shown = next(text for text in root.iter(f"{SVG}text") if text.findtext(f"{SVG}title") == name)
    assert list(shown.itertext())[-1].endswith("…")


def test_what_the_table_says_cannot_break_the_drawing() -> None:
    nasty = '<script>&"\x00\x1b'
    units = {nasty: Unit(nasty, nasty)}
    root = drawn(Organisation(units, {nasty: Post(nasty, nasty, unit=nasty, holders=(nasty,))}), nasty)
    assert list(root.iter(f"{SVG}script")) == []
    assert '<script>&"' in texts(root)


def test_layers_that_nobody_said_are_not_drawn_as_empty() -> None:
    said = texts(drawn(Organisation(posts={"1": Post("1", "总经理")})))
    assert "Layer not known" in said
    assert "Decision" not in said
    assert {"Decision", "Management", "Execution"} <= set(texts(drawn(SMALL)))


@pytest.mark.parametrize(("posts", "cards", "marks"), [(60, 60, 0), (61, 1, 60), (2000, 1, 1999), (2001, 1, 0)])
def test_large_organisations_become_tiles_then_numbers(posts: int, cards: int, marks: int) -> None:
    root = drawn(many(posts))
    assert len(with_class(root, "post")) == cards
    assert len([mark for mark in with_class(root, "named") if mark.get("data-post")]) == marks
    assert len(posts_of(root)) == len(set(posts_of(root))) == cards + marks


def test_the_sentence_says_how_many_have_a_name() -> None:
    assert drawn(SMALL, "华北电信").findtext(f"{SVG}title") == "华北电信, We can name 3 of 5 posts; 1 is vacant"
    nobody = Organisation(posts={"1": Post("1", "总经理")})
    assert drawn(nobody).findtext(f"{SVG}title") == "1 post, no name known"


def test_the_whole_is_there_in_words() -> None:
    words = drawn(SMALL).findtext(f"{SVG}desc") or ""
    assert "总经理, 王芳, Decision. 财务总监, 李强, 财务部, Decision, reports to 总经理. " in words
    assert all(post.title in words for post in SMALL.posts.values())


def test_the_command_writes_the_map(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, out = a_table(tmp_path), tmp_path / "map.svg"
    assert run("draw", file, "-o", out) == 0
    assert capsys.readouterr().out == f"Drawn: {out}\n"
    root: Element = fromstring(out.read_bytes())
    assert sorted(posts_of(root)) == ["1", "2", "3", "4", "5"]


def test_the_map_never_goes_over_its_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = a_table(tmp_path)
    assert run("draw", file, "-o", file) == 2
    assert "would be overwritten" in capsys.readouterr().err
    assert file.read_text(encoding="utf-8") == OLD


def test_a_table_with_a_fault_is_not_drawn(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "map.svg"
    assert run("draw", a_table(tmp_path, "编号,岗位,上级\n1,总经理,2\n2,会计,1\n"), "-o", out) == 2
    assert "rows 2, 3, column 上级: These posts report to each other in a circle" in capsys.readouterr().err
    assert not out.exists()
