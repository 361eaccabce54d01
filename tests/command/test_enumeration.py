"""The command against every combination of answers: 500 random chains, every figure."""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from hypothesis import given, reject, settings
from typer.testing import CliRunner

from highground.core.chain import ChainModel, analyse
from highground.core.files.chain_file import read_chain
from highground.core.files.tests.random_documents import chain_documents
from highground.interfaces.command_line import command_line
from tests.command.enumeration import Enumeration, TooManyAnswers, moved, settled, stated, together

EVERYTHING = "1000000"


def close(found: float, expected: float) -> bool:
    """Relative error at most 1e-9; differences of nearly equal chances keep 1e-13 of rounding."""
    return abs(found - expected) <= 1e-9 * abs(expected) + 1e-13


def analysed(document: dict[str, Any], folder: Path) -> dict[str, Any]:
    file = folder / "chain.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    result = CliRunner().invoke(
        command_line(), ["chain", "analyse", str(file), "--format", "json", "--coalitions", EVERYTHING]
    )
    assert result.exit_code == 0, result.output
    parsed: dict[str, Any] = json.loads(result.stdout)
    return parsed


@settings(max_examples=500, deadline=None)
@given(document=chain_documents())
def test_the_command_gives_what_trying_every_combination_gives(document: dict[str, Any], tmp_path: Path) -> None:
    try:
        oracle, paper = Enumeration(document), Enumeration(document, present=True)
    except TooManyAnswers:
        reject()
    found = analysed(document, tmp_path)
    own = stated(document)
    opinions = settled(document, own)

    p = oracle.p(opinions)
    assert close(found["chance"]["p"], p)
    assert close(found["chance"]["label_low"], oracle.p(settled(document, moved(own, up=False))))
    assert close(found["chance"]["label_high"], oracle.p(settled(document, moved(own, up=True))))
    assert 0 <= found["chance"]["low"] <= found["chance"]["high"] <= 1

    check_gates(found, oracle, opinions)
    check_people(found, oracle, paper, own)
    for kind, blocking in (("winning", False), ("blocking", True)):
        assert not found[f"{kind}_cut"]
        listed = {frozenset(entry["people"]): entry["p"] for entry in found[kind]}
        assert len(listed) == len(found[kind])
        assert set(listed) == paper.minimal(blocking)
        assert all(close(chance, together(members, opinions, blocking)) for members, chance in listed.items())
        chances = [entry["p"] for entry in found[kind]]
        assert all(first >= second - 1e-8 for first, second in pairwise(chances))


def check_gates(found: dict[str, Any], oracle: Enumeration, opinions: Any) -> None:
    before = 1.0
    assert [entry["gate"] for entry in found["gates"]] == [gate["name"] for gate in oracle.gates]
    for entry, gate, outcome, passed in zip(
        found["gates"], oracle.gates, oracle.outcomes, oracle.gate_passes(opinions), strict=True
    ):
        assert entry["skipped"] == (outcome is None) or advises(gate)
        if before > 0:
            assert close(entry["p_given_before"], passed / before)
        before = passed


def advises(gate: dict[str, Any]) -> bool:
    rule = gate["rule"]
    return bool(gate.get("advice") or (isinstance(rule, dict) and rule.get("advice")))


def check_people(found: dict[str, Any], oracle: Enumeration, paper: Enumeration, own: Any) -> None:
    document = oracle.document
    opinions = settled(document, own)
    raw = [paper.banzhaf_raw(i) for i in range(len(paper.variables))]
    for entry in found["people"]:
        who = entry["id"]
        asked = [i for i, (person, topic) in enumerate(oracle.variables) if person == who and topic != "absent"]
        on_paper = [i for i, (person, _) in enumerate(paper.variables) if person == who]
        assert entry["p"] == own[who, None]
        assert close(entry["p_effective"], opinions[who, None])
        general = sum(oracle.birnbaum(i, opinions) for i in asked)
        assert close(entry["birnbaum"], general)
        assert close(entry["shapley"], sum(paper.shapley(i) for i in on_paper))
        assert close(entry["banzhaf_raw"], sum(raw[i] for i in on_paper))
        assert close(entry["banzhaf"], sum(raw[i] for i in on_paper) / (sum(raw) or 1))
        assert entry["dummy"] == all(raw[i] == 0 for i in on_paper)
        assert entry["veto"] == any(not paper.yes[~paper.table[i]].any() for i in on_paper)
        assert close(entry["up"], oracle.p(settled(document, moved(own, True, who))))
        assert close(entry["down"], oracle.p(settled(document, moved(own, False, who))))
    assert {entry["id"] for entry in found["order"]} == {entry["id"] for entry in document["people"]}


@settings(max_examples=60, deadline=None)
@given(document=chain_documents(most_people=6, absences=False))
def test_the_range_is_the_quantiles_of_the_enumerated_chance_over_the_same_beliefs(document: dict[str, Any]) -> None:
    document.pop("influence", None)
    for entry in document["people"]:
        entry.pop("openness", None)
        entry.pop("about", None)
    chain = read_chain(json.dumps(document).encode())
    oracle = Enumeration(document)
    drawn = ChainModel(chain).samples()
    place = {entry["id"]: i for i, entry in enumerate(document["people"])}
    chances = np.zeros(drawn.shape[1])
    for k in np.flatnonzero(oracle.yes):
        product = np.ones(drawn.shape[1])
        for (who, _), bit in zip(oracle.variables, oracle.table[:, k], strict=True):
            product *= drawn[place[who]] if bit else 1 - drawn[place[who]]
        chances += product
    found = analyse(chain, coalitions=0).chance
    assert close(found.low, float(np.quantile(chances, 0.05)))
    assert close(found.high, float(np.quantile(chances, 0.95)))
