"""Groups as trees: roll-up against a sum by recursion, and circles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from highground.core.groups import circle, rolled_up

Forest = tuple[dict[int, int | None], dict[int, int]]


@st.composite
def forests(draw: st.DrawFn) -> Forest:
    """Members that hang below an earlier one or below nobody, listed in any order, with amounts of some of them."""
    count = draw(st.integers(0, 25))
    parents = {n: draw(st.none() | st.integers(0, n - 1)) if n else None for n in range(count)}
    listed = draw(st.permutations(list(parents.items())))
    own = draw(st.dictionaries(st.integers(0, max(count - 1, 0)), st.integers(-(10**15), 10**15))) if count else {}
    return dict(listed), own


def by_recursion(parents: dict[int, int | None], own: dict[int, int], member: int) -> int | None:
    below = [by_recursion(parents, own, child) for child, above in parents.items() if above == member]
    known = [amount for amount in (own.get(member), *below) if amount is not None]
    return sum(known) if known else None


@given(forests())
def test_every_member_has_its_own_amount_and_that_of_all_below_once(forest: Forest) -> None:
    parents, own = forest
    totals = rolled_up(parents, own)
    assert {member: totals.get(member) for member in parents} == {
        member: by_recursion(parents, own, member) for member in parents
    }


@given(forests())
def test_the_tops_together_have_every_amount(forest: Forest) -> None:
    parents, own = forest
    totals = rolled_up(parents, own)
    assert sum(totals.get(member, 0) for member, above in parents.items() if above is None) == sum(own.values())


def test_nothing_known_is_left_out_and_zero_is_known() -> None:
    assert rolled_up({"group": None, "north": "group", "south": None}, {"north": 0}) == {"north": 0, "group": 0}


def test_a_member_whose_group_is_not_listed_is_a_top() -> None:
    assert rolled_up({2: 1, 3: 2}, {3: 7}) == {2: 7, 3: 7}


def test_amounts_of_others_do_not_count() -> None:
    assert rolled_up({1: None}, {9: 5}) == {}


def test_a_path_of_5000_members_is_summed_without_recursion() -> None:
    parents = {n: n - 1 if n else None for n in range(5000)}
    assert rolled_up(parents, {4999: 3, 0: 2})[0] == 5


@pytest.mark.parametrize("parents", [{1: 1}, {1: 2, 2: 1}, {1: None, 2: 3, 3: 4, 4: 2}])
def test_a_circle_is_refused(parents: dict[int, int | None]) -> None:
    with pytest.raises(ValueError, match="circle"):
        rolled_up(parents, {1: 1})


@given(forests(), st.data())
def test_a_circle_is_found_from_each_of_its_members_and_nowhere_else(forest: Forest, data: st.DataObject) -> None:
    parents, _own = forest
    if not parents:
        return
    assert all(circle(parents, member) == [] for member in parents)
    last = data.draw(st.sampled_from(sorted(parents)))
    path: list[int] = []
    at: int | None = last
    while at is not None:
        path.append(at)
        at = parents[at]
    parents[path[-1]] = last
    assert all(set(circle(parents, member)) == set(path) for member in path)
