"""The chain file: what is read, what is refused and on which line, and that writing loses nothing."""

import json
from contextlib import suppress
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from highground.core.chain import AllOf, AtLeast, Chain, Gate, Opinion, Person, Sign, Step, Weighted
from highground.core.faults import InputError
from highground.core.files.chain_file import read_chain, schema
from highground.core.files.chain_writer import write_chain
from highground.core.files.tests.random_documents import chain_documents

HEAD = """highground: 1
people:
  - {id: a, name: 王芳}
  - {id: b, stance: support}
chain:
  - step: decide
    gates:
"""


def faults_of(text: str | bytes) -> list[str]:
    data = text.encode() if isinstance(text, str) else text
    with pytest.raises(InputError) as caught:
        read_chain(data)
    return [str(found) for found in caught.value.faults]


def gate(rule: str) -> str:
    return HEAD + f"      - {{name: board, rule: {rule}}}\n"


def test_a_file_is_read_as_it_is_written() -> None:
    chain = read_chain(
        b"""highground: 1
account: Telfort
amount: 200000000
people:
  - {id: cto, name: "\xe7\x8e\x8b\xe8\x8a\xb3", position: CTO, layer: decision, roles: [decider], p: 0.62}
  - {id: cfo, stance: unknown, openness: 0.3, absent: true, about: {price: against}}
influence:
  - {from: cto, to: cfo, weight: 0.8}
chain:
  - step: decide
    gates:
      - name: board
        rule: {at_least: 1, of: [cto, {sign: cfo, about: price, deputy: cto}]}
        veto: [cfo]
        when: {amount_over: 500000}
      - {name: vote, rule: {weighted: {cto: 7, cfo: 1.5}, quota: 7}, after: board, silence: yes}
"""
    )
    assert chain.person("cto") == Person("cto", "王芳", "CTO", "decision", ("decider",), Opinion(p=0.62))
    assert chain.person("cfo").absent == 1
    assert chain.person("cfo").about == (("price", Opinion(stance="against")),)
    board, vote = chain.steps[0].gates
    assert board == Gate(
        "board",
        AtLeast(
            need=1,
            of=(Sign(person="cto"), Sign(person="cfo", about="price", deputy="cto")),
            veto=(Sign(person="cfo"),),
            amount_over=500000,
        ),
    )
    assert vote.rule == Weighted(weights=(("cto", 7), ("cfo", 1.5)), quota=7, silence=True)
    assert vote.after == ("board",)


def test_json_is_read_too_tabs_and_all() -> None:
    text = '{\n\t"highground": 1, "people": [{"id": "\\ud842\\udfb7"}],\n\t"chain": [{"step": "s", "gates": ['
    text += '{"name": "g", "rule": "\\ud842\\udfb7"}]}]}'
    assert read_chain(text.encode()).people[0].id == "𠮷"


def test_an_id_keeps_its_zeros() -> None:
    chain = read_chain(b"{highground: 1, people: [{id: 007}], chain: [{step: 1e3, gates: [{name: 1.50, rule: 007}]}]}")
    assert (chain.people[0].id, chain.steps[0].name, chain.steps[0].gates[0].name) == ("007", "1e3", "1.50")


def test_a_person_may_be_called_no() -> None:
    chain = read_chain(b"{highground: 1, people: [{id: no}], chain: [{step: s, gates: [{name: on, rule: no}]}]}")
    assert (chain.people[0].id, chain.steps[0].gates[0].name) == ("no", "on")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (gate("who"), ["line 8: There is no person who under people"]),
        (gate("{all: []}"), ["line 8: A rule is empty"]),
        (gate("{at_least: 3, of: [a, b]}"), ["line 8: at_least is 3 but only 2 can sign"]),
        (gate("{at_least: 0, of: [a, b]}"), ["line 8: at_least must be at least 1, not 0"]),
        (gate("{weighted: {a: 1, b: 2}, quota: 9}"), ["line 8: quota is 9 but all weights add up to 3"]),
        (gate("{weighted: {a: -1}, quota: 1}"), ["line 8: The weight of a must be at least 0, not -1"]),
        (gate("{weighted: {a: .nan}, quota: 1}"), ["line 8: The weight of a must be a number, not .nan"]),
        (gate("{all: [a], any: [b]}"), ["line 8: A rule needs exactly one of sign, all, any, at_least, weighted"]),
        (gate("[a, b]"), ["line 8: A rule is a person or a mapping: write {all: […]} or {any: […]}"]),
        (
            gate("{any: [{sign: a, advice: yes}]}"),
            ["line 8: Everybody in this rule only advises: nobody decides"],
        ),
        (
            HEAD.replace("id: b", "id: a") + "      - {name: g, rule: a}\n",
            ["line 4: The id a is given twice, first on line 3"],
        ),
        (
            HEAD.replace("stance: support", "p: 1.5") + "      - {name: g, rule: a}\n",
            ["line 4: p must be between 0 and 1, not 1.5"],
        ),
        (
            HEAD.replace("stance: support", "p: .nan") + "      - {name: g, rule: a}\n",
            ["line 4: p must be a number, not .nan"],
        ),
        (
            HEAD + "      - {name: g, rule: a, after: h}\n      - {name: h, rule: b, after: g}\n",
            ["line 8: Gates wait for each other in a circle: g, h"],
        ),
        (
            HEAD + "      - {name: g, rule: a, after: nowhere}\n",
            ["line 8: g comes after nowhere, but no such gate is in this step or before it"],
        ),
        (
            HEAD + "      - {name: g, rule: a}\n      - {name: g, rule: b}\n",
            ["line 9: The gate g is there twice in this step"],
        ),
        (HEAD, ["line 6: The chain has no gate: add at least one"]),
    ],
)
def test_each_fault_is_named_with_its_line(text: str, expected: list[str]) -> None:
    assert faults_of(text) == expected


def test_all_faults_of_a_file_come_in_one_message_in_the_order_of_lines() -> None:
    text = """highground: 2
people:
  - {id: a, p: 7}
  - {id: a, stance: happy}
  - {name: nobody}
influence:
  - {from: a, to: zz, weight: x}
chain:
  - step: s
    gates:
      - {name: g1, rule: {at_least: 3, of: [a]}, after: g2}
      - {name: g2, rule: {weighted: {a: 1}, quota: 9}, after: g1}
      - {name: g3, ruel: a}
"""
    lines = [int(found.split()[1].rstrip(":")) for found in faults_of(text)]
    assert lines == sorted(lines)
    assert set(lines) == {1, 3, 4, 5, 7, 11, 12, 13}


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"\xff\xfehighground", "line 1: This is not UTF-8 text"),
        (b"highground: 1\npeople: [\xe9]", "line 2: This is not UTF-8 text"),
        (b"", "The file is empty"),
        (b"# only a remark\n", "The file is empty"),
        (b"- 1\n---\n- 2", "more than one document"),
        (b"a: [1", "cannot be read as YAML or JSON"),
        (b"a: \x01", "control characters"),
        (b"a: !!python/object:os.system x", "The tag tag:yaml.org,2002:python/object:os.system is not read"),
        (b"a: &x [1]\nb: *x", "line 2: Aliases (*x) are not read"),
        (b"[" * 100_000, "nested more than 64 deep"),
        (b'{"a":' * 100_000, "nested more than 64 deep"),
        (b"x" * 50_000_000, "The file has 50.0 MB; a chain file may have 4"),
        (b"[" + b"1," * 1_500_000, "more than 300000 values"),
        (b"- a: 1\n  a: 2", "line 2: a is given twice, first on line 1"),
    ],
    ids=lambda value: None if isinstance(value, str) else "file",
)
def test_files_that_are_no_chain_files_are_refused_at_once(data: bytes, expected: str) -> None:
    assert any(expected in found for found in faults_of(data))


def test_a_bomb_of_aliases_is_refused_where_the_first_alias_stands() -> None:
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n"
    for letter, before in zip("bcdefghi", "abcdefgh", strict=True):
        bomb += f"{letter}: &{letter} [{', '.join(['*' + before] * 9)}]\n"
    assert faults_of(bomb)[0].startswith("line 2: Aliases (*a)")


def test_influence_that_never_settles_is_refused_on_the_line_that_tips_it() -> None:
    text = """highground: 1
people: [{id: a}, {id: b, openness: 0.9}, {id: c}]
influence:
  - {from: a, to: b, weight: 0.6}
  - {from: c, to: b, weight: -0.6}
chain:
  - {step: s, gates: [{name: g, rule: b}]}
"""
    assert faults_of(text) == [
        "line 5: Influence on b is too strong: openness times the weights adds up to 1.08, it must stay below 1"
    ]


@settings(deadline=None)
@given(chain_documents())
def test_writing_and_reading_gives_the_same_chain(document: dict[str, Any]) -> None:
    chain = read_chain(json.dumps(document).encode())
    assert read_chain(write_chain(chain).encode()) == chain


@settings(deadline=None)
@given(chain_documents())
def test_what_is_read_agrees_with_the_schema(document: dict[str, Any]) -> None:
    jsonschema.validate(document, schema())
    jsonschema.validate(yaml.safe_load(write_chain(read_chain(json.dumps(document).encode()))), schema())


def test_the_schema_refuses_what_the_reader_refuses() -> None:
    for broken in (gate("[a, b]"), gate("{all: []}"), gate("{at_least: 0, of: [a]}"), gate("{all: [a], any: [b]}")):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(yaml.safe_load(broken), schema())


def test_texts_that_look_like_something_else_survive_writing() -> None:
    names = ["yes", "1", "null", "1e3", "2026-11-23", "a: b", "# no", " ", "王芳\n李强", "'\"", "😀", ".nan"]
    people = tuple(Person(f"id {i}", name=name) for i, name in enumerate(names) if name.strip())
    chain = Chain(people, (Step("no", (Gate("on", AllOf(of=(Sign(person="id 0"),))),)),), amount=13.37)
    assert read_chain(write_chain(chain).encode()) == chain


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")))
def test_anything_at_all_is_either_read_or_refused(data: bytes) -> None:
    with suppress(InputError):
        assert read_chain(data).people
