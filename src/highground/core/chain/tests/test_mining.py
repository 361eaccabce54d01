"""Chains mined from small logs counted by hand and from real ones with known figures."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from math import prod
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from highground.core.chain.mining import MinedChain, mine
from highground.core.chain.mining.events import Event, EventLog
from highground.core.chain.mining.mined_chain import person_ids
from highground.core.chain.mining.order import round_number
from highground.core.chain.mining.verdicts import station_of, verdict_in_column, verdict_of
from highground.core.chain.model import Sign
from highground.core.chain.structure import chain_structure
from highground.core.faults import InputError
from highground.core.files.event_log import read_event_log

APPROVALS = Path(__file__).resolve().parents[5].parent / "shared" / "data" / "approvals"
START = datetime(2024, 3, 1, 9, tzinfo=UTC)

SUBMIT = ("提交", "申请人")


def yes(role: str) -> tuple[str, str]:
    return "同意", role


def no(role: str) -> tuple[str, str]:
    return "驳回", role


def log_of(*cases: Sequence[tuple[str, str | None]], amounts: Sequence[float | None] = ()) -> EventLog:
    """One event an hour; cases a day apart."""
    return EventLog(
        tuple(
            tuple(
                Event(
                    str(number),
                    activity,
                    START + timedelta(days=number, hours=hour),
                    role,
                    amount=amounts[number] if amounts else None,
                )
                for hour, (activity, role) in enumerate(steps)
            )
            for number, steps in enumerate(cases)
        )
    )


def real_log(name: str) -> EventLog:
    path = APPROVALS / name
    if not path.exists():
        pytest.skip(f"shared data is not here: approvals/{name}")
    with path.open("rb") as stream:
        return read_event_log(stream)


@pytest.fixture(scope="module")
def domestic_log() -> EventLog:
    return real_log("DomesticDeclarations.xes.gz")


@pytest.fixture(scope="module")
def domestic(domestic_log: EventLog) -> MinedChain:
    return mine(domestic_log)


def test_the_university_log_gives_the_known_counts_at_each_gate(domestic: MinedChain) -> None:
    assert {gate.name: (gate.approved, gate.rejected) for gate in domestic.gates} == {
        "ADMINISTRATION": (8061, 936),
        "PRE_APPROVER": (685, 86),
        "BUDGET OWNER": (2747, 57),
        "SUPERVISOR": (9999, 286),
    }
    assert (domestic.cases, domestic.never_approved, domestic.never_finished) == (10357, 419, None)


def test_the_university_log_gives_the_order_the_university_states(domestic: MinedChain) -> None:
    assert {gate.name: gate.after for gate in domestic.gates} == {
        "ADMINISTRATION": (),
        "PRE_APPROVER": (),
        "BUDGET OWNER": ("ADMINISTRATION",),
        "SUPERVISOR": ("PRE_APPROVER", "BUDGET OWNER"),
    }


def test_the_applicant_and_nobody_are_no_gates_but_are_reported(domestic: MinedChain) -> None:
    notes = " ".join(str(note) for note in domestic.notes)
    assert "EMPLOYEE starts the cases: 1350 decisions" in notes
    assert "89 decisions are by no role that is recorded (MISSING)" in notes


def test_shares_and_first_rates_multiply_to_the_share_of_first_rounds_passed(domestic: MinedChain) -> None:
    assert product_over_gates(domestic) == pytest.approx(domestic.first_passed / domestic.first_rounds, rel=1e-12)


def test_the_mined_chain_is_a_chain_like_any_other(domestic: MinedChain) -> None:
    chain = domestic.to_chain()
    supervisor = chain.person("supervisor")
    assert supervisor.opinion.p == 9999 / 10285
    assert supervisor.opinion.weight == 10285
    assert chain.person("pre-approver").absent == pytest.approx(1 - 0.0720, abs=5e-5)
    assert [gate.name for gate in chain_structure(chain).gates][-1] == "SUPERVISOR"
    assert all(isinstance(gate.rule, Sign) and gate.rule.silence for gate in chain.steps[0].gates)


def test_a_synthetic_purchase_log_pays_413_of_608_requisitions() -> None:
    mined = mine(real_log("PurchasingExample.csv"))
    assert (mined.cases, mined.never_finished, mined.never_approved) == (608, 195, None)
    stops = {gate.name: gate.rejected for gate in mined.gates if gate.rejected}
    assert stops == {"Analyze Purchase Requisition": 64, "Analyze Request for Quotation": 131}
    assert product_over_gates(mined) == pytest.approx(413 / 608)
    assert any("No decision is recorded" in str(note) for note in mined.notes)


def test_a_permit_log_without_decisions_gives_the_five_activities_most_cases_pass() -> None:
    mined = mine(real_log("receipt.csv"))
    assert [gate.name[:3] for gate in mined.gates] == ["T02", "T04", "T06", "T05", "T10"]
    assert mined.gates[-1].after == ("T06 Determine necessity of stop advice",)


def test_a_small_log_is_counted_as_by_hand() -> None:
    mined = mine(
        log_of(
            [SUBMIT, yes("经理"), yes("总监")],
            [SUBMIT, no("经理"), SUBMIT, yes("经理"), yes("总监")],
            [SUBMIT, yes("经理"), no("总监")],
            [SUBMIT, yes("总监")],
        )
    )
    manager, director = mined.gates
    assert (manager.name, manager.approved, manager.rejected, manager.after) == ("经理", 3, 1, ())
    assert (director.name, director.approved, director.rejected, director.after) == ("总监", 3, 1, ("经理",))
    assert (manager.reached, manager.visits, manager.route_share) == (4, 3, 0.75)
    assert (director.reached, director.visits, director.route_share) == (3, 3, 1.0)
    assert manager.waiting_hours == 1.0
    assert (mined.never_approved, mined.first_passed, mined.first_rounds) == (1, 2, 4)
    steps = {(route.source, route.target): (route.count, route.share) for route in mined.routes}
    assert steps[None, "经理"] == (4, 0.75)
    assert steps["经理", None] == (1, 0.25)


def test_a_column_of_persons_leaves_the_nodes_as_gates() -> None:
    mined = mine(
        log_of(
            [("提交", "王芳"), ("部门审批同意", "李强"), ("总经理审批同意", "赵敏")],
            [("提交", "周杰"), ("部门审批驳回", "陈静"), ("部门审批同意", "孙丽")],
        )
    )
    assert [gate.name for gate in mined.gates] == ["部门审批", "总经理审批"]


def test_the_decision_column_beats_the_words_of_the_activity() -> None:
    events = [
        (Event("1", "提交", START, "申请人"), Event("1", "同意书审核", START + timedelta(hours=1), "法务", "不通过")),
        (Event("2", "提交", START, "申请人"), Event("2", "同意书审核", START + timedelta(hours=1), "法务", "通过")),
    ]
    gate = mine(EventLog(tuple(events))).gates[0]
    assert (gate.name, gate.approved, gate.rejected) == ("法务", 1, 1)


def test_gates_met_in_either_order_are_parallel() -> None:
    mined = mine(
        log_of(
            [SUBMIT, yes("法务"), yes("财务"), yes("总监")],
            [SUBMIT, yes("财务"), yes("法务"), yes("总监")],
            [SUBMIT, no("法务")],
        )
    )
    after = {gate.name: gate.after for gate in mined.gates}
    assert after["法务"] == after["财务"] == ()
    assert set(after["总监"]) == {"法务", "财务"}


def test_a_signing_limit_is_found_at_a_round_number() -> None:
    amounts = [float(1000 + 97 * n) for n in range(40)] + [float(5010 + 113 * n) for n in range(40)]
    cases = [[SUBMIT, yes("经理"), *([yes("总监")] if n >= 40 else [])] for n in range(79)]
    mined = mine(log_of(*cases, [SUBMIT, no("经理")], amounts=amounts))
    limits = {gate.name: gate.amount_over for gate in mined.gates}
    assert limits == {"经理": None, "总监": 5000.0}
    director = mined.to_chain().steps[0].gates[1]
    assert director.rule.amount_over == 5000.0


def test_a_few_cases_make_no_signing_limit() -> None:
    amounts = [10.0] * 10 + [900.0] * 10
    cases = [[SUBMIT, yes("经理"), *([yes("总监")] if n >= 10 else [])] for n in range(19)]
    mined = mine(log_of(*cases, [SUBMIT, no("经理")], amounts=amounts))
    assert all(gate.amount_over is None for gate in mined.gates)


def test_without_roles_the_university_log_gives_the_same_counts(domestic_log: EventLog) -> None:
    bare = tuple(tuple(replace(event, role=None) for event in case) for case in domestic_log.cases)
    mined = mine(EventLog(bare))
    assert {gate.name: (gate.approved, gate.rejected) for gate in mined.gates} == {
        "Declaration by ADMINISTRATION": (8061, 936),
        "Declaration by PRE APPROVER": (685, 86),
        "Declaration by BUDGET OWNER": (2747, 57),
        "Declaration by SUPERVISOR": (9999, 286),
    }


def test_without_the_word_final_a_round_passes_with_the_last_gate() -> None:
    mined = mine(
        log_of(
            [SUBMIT, yes("经理"), yes("总监")],
            [SUBMIT, yes("经理"), yes("总监")],
            [SUBMIT, yes("经理")],
            [SUBMIT, no("经理")],
        )
    )
    assert (mined.first_rounds, mined.first_passed, mined.never_approved) == (3, 2, 2)


def test_a_log_with_nothing_in_common_is_refused() -> None:
    with pytest.raises(InputError, match="no gate"):
        mine(log_of([("a", None)], [("b", None)]))


def test_precedences_in_a_circle_still_give_a_chain() -> None:
    mined = mine(
        log_of(
            [SUBMIT, yes("a"), yes("b")],
            [SUBMIT, yes("b"), yes("c")],
            [SUBMIT, yes("c"), yes("a")],
            [SUBMIT, no("a")],
        )
    )
    assert len(chain_structure(mined.to_chain()).gates) == 3


@pytest.mark.parametrize(
    ("words", "approved"),
    [
        ("不同意", False),
        ("审批不通过", False),
        ("未通过", False),
        ("驳回至发起人", False),
        ("同意", True),
        ("总经理审批通过", True),
        ("Request denied", False),
        ("Not approved by legal", False),
        ("Disapproved", False),
        ("FINAL_APPROVED", True),
        ("等待同意", None),
        ("Awaiting approval", None),
        ("Pay invoice", None),
    ],
)
def test_words_are_read_as_a_person_would(words: str, approved: bool | None) -> None:
    verdict = verdict_of(words)
    assert (None if verdict is None else verdict.approved) is approved


def test_a_bare_yes_counts_in_a_column_only() -> None:
    assert verdict_of("Y") is None
    yes_in_column = verdict_in_column("Y")
    assert yes_in_column is not None
    assert yes_in_column.approved


def test_submission_and_decision_of_one_role_are_one_station() -> None:
    assert station_of("Declaration SUBMITTED by EMPLOYEE") == station_of("Declaration REJECTED by EMPLOYEE")


@given(st.lists(st.text(max_size=6), unique=True, max_size=12))
def test_ids_are_never_empty_and_never_twice(names: list[str]) -> None:
    ids = person_ids(names)
    assert len(set(ids.values())) == len(names)
    assert all(one and not one[0].isdigit() for one in ids.values())


@given(st.floats(0.01, 1e6), st.floats(1e-3, 1e5))
def test_a_round_number_stays_where_it_was_asked_for(low: float, width: float) -> None:
    assert low <= round_number(low, low + width) < low + width


PATHS = st.lists(
    st.tuples(st.lists(st.sampled_from("abcd"), min_size=1, max_size=4, unique=True), st.booleans()),
    min_size=1,
    max_size=25,
)


@given(PATHS)
def test_whatever_the_routes_the_product_over_gates_is_the_share_passed(paths: list[tuple[list[str], bool]]) -> None:
    cases = [
        [SUBMIT, *(yes(role) for role in roles[:-1]), yes(roles[-1]) if passes else no(roles[-1])]
        for roles, passes in paths
    ]
    mined = mine(log_of(*cases, [SUBMIT, yes("a"), no("b")]))
    assert product_over_gates(mined) == pytest.approx(mined.first_passed / mined.first_rounds)
    chain_structure(mined.to_chain())


def product_over_gates(mined: MinedChain) -> float:
    refused = [gate.first_refused / gate.visits if gate.visits else 0.0 for gate in mined.gates]
    return prod(1 - gate.route_share * rate for gate, rate in zip(mined.gates, refused, strict=True))
