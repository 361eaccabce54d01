"""Minimal sets against their definition, by diagram and by search."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from highground.core.chain import coalitions
from highground.core.chain.coalitions import cheapest_set, minimal_blocking, minimal_winning
from highground.core.chain.engine.nodes import Leaf, Node, any_of, threshold
from highground.core.chain.tests.random_rules import conjunctions, minimal_sets

COSTS = st.lists(st.sampled_from([0.0, 0.1, 0.5, 1.0, 2.5]), min_size=7, max_size=7)
EVERYTHING = 10_000


@pytest.mark.parametrize("largest_diagram", [coalitions.LISTING_NODES, 1])
@settings(deadline=None)
@given(rule=conjunctions(), costs=COSTS)
def test_all_minimal_sets_are_listed_once_and_the_cheapest_first(
    largest_diagram: int, rule: tuple[int, list[Node]], costs: list[float]
) -> None:
    size, gates = rule
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(coalitions, "LISTING_NODES", largest_diagram)
        for blocking, listing in ((False, minimal_winning), (True, minimal_blocking)):
            family = listing(gates, size, costs, EVERYTHING)
            assert {frozenset(members) for members in family.sets} == minimal_sets(gates, size, blocking=blocking)
            assert len(set(family.sets)) == len(family.sets) == family.total
            spent = [sum(costs[i] for i in members) for members in family.sets]
            assert all(first <= second + 1e-9 for first, second in pairwise(spent))
            assert not family.cut


@settings(deadline=None)
@given(conjunctions(), COSTS, st.integers(0, 3))
def test_a_bound_cuts_the_list_and_says_so(rule: tuple[int, list[Node]], costs: list[float], most: int) -> None:
    size, gates = rule
    every = minimal_sets(gates, size, blocking=False)
    family = minimal_winning(gates, size, costs, most)
    assert len(family.sets) == min(most, len(every))
    assert family.cut == (len(every) > most)
    best = sorted(sum(costs[i] for i in members) for members in every)[:most]
    assert [sum(costs[i] for i in members) for members in family.sets] == pytest.approx(best)


@settings(deadline=None)
@given(conjunctions(), COSTS)
def test_the_cheapest_set_is_found_without_listing(rule: tuple[int, list[Node]], costs: list[float]) -> None:
    size, gates = rule
    for blocking in (False, True):
        every = minimal_sets(gates, size, blocking=blocking)
        found = cheapest_set(gates, size, costs, blocking=blocking)
        if not every:
            assert found is None
        else:
            assert found is not None
            assert found[0] == pytest.approx(min(sum(costs[i] for i in members) for members in every))


def test_ways_beyond_counting_are_cut_at_once_with_their_number() -> None:
    halves = threshold(25, [(1, Leaf(i)) for i in range(50)])
    family = minimal_winning([halves], 50, [1.0] * 50, 3)
    assert (len(family.sets), family.cut) == (3, True)
    assert family.total == 126_410_606_437_752  # 50! / (25! · 25!)


def test_a_rule_anybody_can_pass_is_blocked_only_by_all() -> None:
    family = minimal_blocking([any_of([Leaf(0), Leaf(1)])], 2, [1.0, 1.0], 5)
    assert family.sets == ((0, 1),)
