from collections.abc import Iterator, Sequence
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given, settings
from hypothesis import strategies as st

from highground.apps.chains.drawing import draw_chain, rule_sentence
from highground.apps.chains.drawing.style import stylesheet
from highground.apps.chains.words import STANCE_CODES
from highground.core.chain import AllOf, AnyOf, AtLeast, Chain, Gate, Opinion, Person, Rule, Sign, Step, analyse
from highground.core.chain.model import STANCES, Weighted
from highground.kit.drawing.typesetting import PLAIN, wrap

SVG = "{http://www.w3.org/2000/svg}"
LINK = "{http://www.w3.org/1999/xlink}href"


def a_person(name: str, **known: Any) -> Person:
    return Person(name, name, **known)


def a_chain(people: tuple[Person, ...], *gates: Gate, step: str = "decide", **known: Any) -> Chain:
    return Chain(people, (Step(step, gates),), **known)


def signs(*names: str) -> tuple[Sign, ...]:
    return tuple(Sign(person=name) for name in names)


def drawn(chain: Chain) -> Element:
    return fromstring(draw_chain(analyse(chain)).encode())


def with_class(root: Element, name: str) -> list[Element]:
    return [element for element in root.iter() if name in element.get("class", "").split()]


def texts(root: Element) -> list[str]:
    return ["".join(t for t in [element.text, *(c.tail for c in element)] if t) for element in root.iter(f"{SVG}text")]


def titles(root: Element) -> list[str]:
    return [element.text or "" for element in root.iter(f"{SVG}title")]


def box(group: Element) -> tuple[float, float, float, float]:
    rect = next(child for child in group if child.tag == f"{SVG}rect")
    x, y, width, height = (float(rect.get(name, "nan")) for name in ("x", "y", "width", "height"))
    return x, y, x + width, y + height


def is_apart(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def is_inside(inner: tuple[float, ...], outer: tuple[float, ...]) -> bool:
    return inner[0] >= outer[0] and inner[1] >= outer[1] and inner[2] <= outer[2] + 0.1 and inner[3] <= outer[3] + 0.1


names = st.text(st.characters(codec="utf-8") | st.sampled_from("王芳李强<>&\"'\x00\x0b"), max_size=40)
opinions = st.builds(Opinion, stance=st.sampled_from(STANCES)) | st.builds(
    Opinion, p=st.floats(0.01, 0.99, allow_nan=False)
)
PEOPLE = 6
signatures_drawn = st.builds(
    Sign,
    person=st.sampled_from([f"p{i}" for i in range(PEOPLE)]),
    about=st.sampled_from([None, "price"]),
    deputy=st.sampled_from([None, "p0"]),
)


def groups(members: st.SearchStrategy[Rule]) -> st.SearchStrategy[Rule]:
    several = st.lists(members, min_size=1, max_size=5).map(tuple)
    vetoes = st.lists(signatures_drawn, max_size=1).map(tuple)
    return (
        st.builds(AllOf, of=several, veto=vetoes, silence=st.sampled_from([None, True]))
        | st.builds(AnyOf, of=several, amount_over=st.sampled_from([None, 10, 10**6]))
        | st.builds(AtLeast, need=st.just(1), of=several, advice=st.booleans())
    )


rules = st.recursive(signatures_drawn, groups, max_leaves=12)


@st.composite
def chains(draw: st.DrawFn) -> Chain:
    people = tuple(
        Person(
            f"p{i}",
            draw(names),
            position=draw(st.none() | names),
            opinion=draw(opinions),
            absent=draw(st.sampled_from([0.0, 0.3, 1.0])) if i else 0.0,
        )
        for i in range(PEOPLE)
    )
    steps = []
    for name in draw(st.lists(st.sampled_from(["need", "source", "decide", "Vorstand"]), max_size=3, unique=True)):
        held = [Gate(f"{name} {i}", draw(rules)) for i in range(draw(st.integers(0, 4)))]
        after = tuple(gate.name for gate in held[:-1] if draw(st.booleans()))
        steps.append(Step(name, (*held[:-1], *(Gate(gate.name, gate.rule, after) for gate in held[-1:]))))
    account, opportunity = draw(st.none() | names), draw(st.none() | names)
    amount = draw(st.sampled_from([None, 5, 500_000.5]))
    return Chain(people, tuple(steps), account=account, opportunity=opportunity, amount=amount)


def pairs(boxes: Sequence[tuple[float, ...]]) -> Iterator[tuple[tuple[float, ...], tuple[float, ...]]]:
    return ((one, other) for number, one in enumerate(boxes) for other in boxes[:number])


@settings(deadline=None, max_examples=60)
@given(chains())
def test_any_chain_is_drawn_as_well_formed_xml_with_every_gate_apart_and_every_chip_in_its_gate(chain: Chain) -> None:
    root = drawn(chain)
    gates = with_class(root, "gate")
    assert len(gates) == sum(len(step.gates) for step in chain.steps)
    assert all(is_apart(one, other) for one, other in pairs([box(gate) for gate in gates]))
    sheet = (0.0, 0.0, float(root.get("width", "0")), float(root.get("height", "0")))
    for gate in gates:
        chips = [box(chip) for chip in with_class(gate, "chip")]
        assert is_inside(box(gate), sheet)
        assert all(is_inside(chip, box(gate)) for chip in chips)
        assert all(is_apart(one, other) for one, other in pairs(chips))


@settings(deadline=None, max_examples=20)
@given(chains())
def test_the_same_chain_is_drawn_the_same(chain: Chain) -> None:
    assert draw_chain(analyse(chain)) == draw_chain(analyse(chain))


def test_everybody_who_signs_a_gate_that_counts_is_there() -> None:
    people = tuple(a_person(name) for name in ("王芳", "李强", "张伟", "刘洋", "陈静"))
    nested = AtLeast(need=2, of=(*signs("王芳", "李强"), AllOf(of=signs("张伟", "刘洋"))), veto=signs("陈静"))
    shown = texts(drawn(a_chain(people, Gate("董事会", nested))))
    assert {"王芳", "李强", "张伟", "刘洋", "陈静"} <= set(shown)


def test_somebody_who_signs_nowhere_is_not_forgotten() -> None:
    people = (a_person("王芳"), a_person("李强"))
    assert "李强" in texts(drawn(a_chain(people, Gate("董事会", Sign(person="王芳")))))


def test_stances_differ_by_shape_and_by_code() -> None:
    people = tuple(a_person(stance, opinion=Opinion(stance)) for stance in STANCES)
    chips = with_class(drawn(a_chain(people, Gate("董事会", AllOf(of=signs(*STANCES))))), "chip")
    shapes = [use.get(LINK) for chip in chips for use in chip.iter(f"{SVG}use")]
    codes = [texts(chip)[0] for chip in chips]
    assert len(set(shapes)) == len(set(codes)) == len(STANCES)
    assert codes == [STANCE_CODES[stance] for stance in STANCES]


def test_every_mark_on_the_drawing_is_defined_and_explained_in_the_legend() -> None:
    people = (a_person("王芳", opinion=Opinion("coach")), a_person("李强", opinion=Opinion(p=0.62)))
    root = drawn(a_chain(people, Gate("董事会", AllOf(of=signs("王芳", "李强")))))
    used = {use.get(LINK, "") for use in root.iter(f"{SVG}use")}
    legend = with_class(root, "legend")[0]
    assert used == {f"#{shape.get('id')}" for shape in root.iter() if shape.get("id")}
    assert used == {use.get(LINK, "") for use in legend.iter(f"{SVG}use")}
    assert "+3 coach" in texts(legend)
    assert not any("veto" in word or "against" in word for word in texts(legend))


def test_a_stated_chance_is_shown_in_place_of_a_stance() -> None:
    chip = with_class(
        drawn(a_chain((a_person("王芳", opinion=Opinion(p=0.62)),), Gate("会", Sign(person="王芳")))), "chip"
    )
    assert texts(chip[0]) == ["62%", "王芳"]


def test_what_is_unknown_is_dashed_and_what_is_neutral_is_not() -> None:
    people = (a_person("王芳"), a_person("李强", opinion=Opinion("neutral")))
    root = drawn(a_chain(people, Gate("董事会", AllOf(of=signs("王芳", "李强")))))
    dashed = {chip.get("data-person") for chip in with_class(root, "unknown")}
    style = next(root.iter(f"{SVG}style")).text or ""
    assert dashed == {"王芳"}
    assert ".unknown>.plate{stroke-dasharray" in style


def test_what_people_typed_is_text_and_never_markup() -> None:
    hostile = '<script>alert("&")</script>\x07'
    person = Person("a", hostile, position=hostile)
    svg = draw_chain(analyse(a_chain((person,), Gate(hostile, Sign(person="a")), account=hostile, opportunity=hostile)))
    root = fromstring(svg.encode())
    assert "<script" not in svg
    assert "\x07" not in svg
    assert '<script>alert("&")</script>' in texts(root)


@pytest.mark.parametrize("name", ["欧阳慕容上官司马诸葛" * 5, "Wolfeschlegelsteinhausenbergerdorff " * 5, "x" * 300])
def test_a_long_name_is_cut_and_whole_in_the_title(name: str) -> None:
    person = Person("a", name, position=name)
    root = drawn(a_chain((person,), Gate(name, Sign(person="a")), account=name, opportunity=name))
    assert name.strip() not in texts(root)
    assert any(text.endswith("…") for text in texts(with_class(root, "chip")[0]))
    assert name.strip() in titles(with_class(root, "chip")[0])


def test_of_a_hundred_signers_the_rest_is_counted_and_a_veto_is_never_among_the_rest() -> None:
    people = tuple(Person(f"p{i}", f"委员 {i}", opinion=Opinion(p=0.4 + i / 200)) for i in range(100))
    rule = AtLeast(need=50, of=signs(*(person.id for person in people)), veto=signs("p99"))
    root = drawn(a_chain(people, Gate("评标委员会", rule)))
    chips = with_class(root, "chip")
    assert len(chips) == 24
    assert "p99" in {chip.get("data-person") for chip in chips}
    assert {"+76 more", "×76"} <= set(texts(root))


def test_a_veto_a_weight_an_absence_and_a_deputy_are_marked() -> None:
    people = (a_person("王芳", absent=1.0), a_person("李强"), a_person("张伟", opinion=Opinion("coach")))
    board = Gate("董事会", AllOf(of=(Sign(person="王芳", deputy="张伟"), Sign(person="李强")), veto=signs("李强")))
    council = Gate("工会", Weighted(weights=(("李强", 3), ("张伟", 5)), quota=7))
    root = drawn(a_chain(people, board, council))
    assert {"absent", "deputy: 张伟", "V", "×3", "Weights reach 7 of 8"} <= set(texts(root))


def test_a_gate_below_its_limit_is_drawn_as_skipped_without_a_chance() -> None:
    gate = Gate("监事会", Sign(person="王芳", amount_over=500_000))
    root = drawn(a_chain((a_person("王芳"),), gate, Gate("经理", Sign(person="王芳")), amount=100, currency="CNY"))
    skipped = with_class(root, "skipped")[0]
    assert "skipped: needed only above CNY\u00a0500,000" in " ".join(texts(skipped))
    assert not any("%" in text for text in texts(skipped))


def test_advice_is_drawn_without_a_chance() -> None:
    gate = Gate("顾问", Sign(person="王芳", advice=True))
    advice = with_class(drawn(a_chain((a_person("王芳"),), gate)), "advice")[0]
    assert "advises only" in texts(advice)
    assert not any("%" in text for text in texts(advice))


def test_a_chain_in_which_nothing_counts_says_so_and_states_no_chance() -> None:
    root = drawn(Chain((a_person("王芳"),), ()))
    assert "No gate counts" in (root.get("aria-label") or "")
    assert texts(root).count("no gate recorded") == 5
    assert not any("%" in text for text in texts(root))


def test_a_gate_that_nobody_reaches_has_a_dash_for_its_chance() -> None:
    people = (a_person("王芳", absent=1.0), a_person("李强"))
    chain = Chain(
        people,
        (Step("need", (Gate("立项", Sign(person="王芳")),)), Step("decide", (Gate("签约", Sign(person="李强")),))),
    )
    first, second = with_class(drawn(chain), "gate")
    assert "0%" in texts(first)
    assert "—" in texts(second)


def test_a_gate_that_waits_for_the_one_above_hangs_on_an_arrow_and_parallel_gates_do_not() -> None:
    people = (a_person("王芳"),)
    first, parallel = Gate("一", Sign(person="王芳")), Gate("二", Sign(person="王芳"))
    waiting = Gate("二", Sign(person="王芳"), after=("一",))
    assert with_class(drawn(a_chain(people, first, waiting)), "wait")
    assert not with_class(drawn(a_chain(people, first, parallel)), "wait")


def test_steps_of_the_file_are_kept_where_they_are_not_the_preset() -> None:
    root = drawn(a_chain((a_person("王芳"),), Gate("会", Sign(person="王芳")), step="Vorstand"))
    assert "Vorstand" in texts(root)
    assert "no gate recorded" not in texts(root)


def test_the_answer_comes_with_its_range_and_how_far_it_was_checked() -> None:
    chain = a_chain((a_person("王芳", opinion=Opinion("support")),), Gate("会", Sign(person="王芳")))
    asked, proven = draw_chain(analyse(chain)), draw_chain(analyse(chain, calibrated=True))
    assert "Chance of yes 78%, likely between" in asked
    assert "uncalibrated" in texts(fromstring(asked.encode()))
    assert "calibrated" in texts(fromstring(proven.encode()))


def test_the_strip_falls_to_the_chance_of_yes() -> None:
    people = (a_person("王芳", opinion=Opinion(p=0.8)), a_person("李强", opinion=Opinion(p=0.5)))
    root = drawn(a_chain(people, Gate("一", Sign(person="王芳")), Gate("二", Sign(person="李强"))))
    assert {"100%", "80%", "50%", "40%", "80% × 50% = 40%"} <= set(texts(root))


def test_it_follows_the_dark_theme_and_prints_light() -> None:
    style = next(drawn(Chain((a_person("王芳"),), ())).iter(f"{SVG}style")).text or ""
    dark, paper = style.index("@media (prefers-color-scheme: dark)"), style.index("@media print")
    assert dark < paper
    assert "#14171a" in style[dark:paper]
    assert "#14171a" not in style[paper:]


def test_chinese_is_set_in_chinese_fonts_and_english_in_latin_ones() -> None:
    chinese, english = stylesheet("zh_Hans"), stylesheet("en")
    assert chinese.index("PingFang SC") < chinese.index("sans-serif")
    assert "Segoe UI" not in chinese
    assert english.index("Segoe UI") < english.index("PingFang SC")


def test_no_text_is_smaller_than_eleven_pixels() -> None:
    chain = a_chain((a_person("王芳", position="总监"),), Gate("会", Sign(person="王芳")))
    sizes = {
        name for text in drawn(chain).iter(f"{SVG}text") for name in text.get("class", "").split() if name[1:].isdigit()
    }
    assert all(text.get("class") for text in drawn(chain).iter(f"{SVG}text"))
    assert min(int(size[1:]) for size in sizes if size[0] == "s") >= 11


def test_a_nested_rule_reads_with_brackets_of_two_kinds() -> None:
    chain = Chain(tuple(a_person(name) for name in "abcde"), ())
    inner = AllOf(of=(*signs("c"), AnyOf(of=signs("d", "e"))))
    assert str(rule_sentence(AtLeast(need=2, of=(*signs("a", "b"), inner)), chain)) == "2 of: a, b, (c and [d or e])"
    assert str(rule_sentence(AnyOf(of=signs("a", "b"), veto=signs("c")), chain)) == "a or b, with a veto for c"


def test_a_closing_mark_does_not_begin_a_line() -> None:
    lines, is_cut = wrap("四人中至少三人，且无人否决", PLAIN, 84, 3)
    assert not is_cut
    assert not any(line.startswith("，") for line in lines)
