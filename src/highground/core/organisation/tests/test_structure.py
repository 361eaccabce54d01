"""Moves, new posts and posts taken out: whatever is done, nobody ever reports to themselves."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from highground.core.faults import InputError
from highground.core.organisation.model import Organisation, Post, Unit
from highground.core.organisation.structure import (
    circles,
    depth,
    faults_of,
    under,
    with_move,
    with_post,
    without_post,
)

UNITS = {"finance": Unit("finance", "财务部"), "audit": Unit("audit", "审计科", parent="finance")}


def company(**bosses: str | None) -> Organisation:
    """Posts called as their keys, each below the one named."""
    return Organisation(UNITS, {key: Post(key, key, reports_to=boss) for key, boss in bosses.items()})


LINE = company(head=None, director="head", manager="director", clerk="manager")


def refused(*args: object, **wishes: object) -> str:
    with pytest.raises(InputError) as caught:
        with_move(*args, **wishes)  # type: ignore[arg-type]
    return str(caught.value)


def test_a_post_moves_with_those_below_it() -> None:
    moved = with_move(LINE, "manager", reports_to="head", place=3, unit="audit")
    assert moved.posts["manager"] == Post("manager", "manager", unit="audit", reports_to="head", place=3)
    assert under(moved, "head") == ("director", "manager", "clerk")
    assert LINE.posts["manager"].reports_to == "director"


def test_a_move_leaves_unit_and_place_unless_told() -> None:
    seated = with_post(LINE, replace(LINE.posts["clerk"], unit="audit", place=7))
    moved = with_move(seated, "clerk", reports_to=None)
    assert (moved.posts["clerk"].unit, moved.posts["clerk"].place) == ("audit", 7)
    assert with_move(moved, "clerk", reports_to="head", unit=None).posts["clerk"].unit is None


def test_a_move_below_oneself_is_refused_and_the_circle_named() -> None:
    assert refused(LINE, "head", reports_to="clerk") == (
        "head would report to itself, by way of clerk, manager, director"
    )
    assert refused(LINE, "head", reports_to="head") == "head would report to itself"


def test_unknown_posts_and_units_are_refused() -> None:
    assert refused(LINE, "nobody", reports_to=None) == 'There is no post "nobody"'
    assert refused(LINE, "clerk", reports_to="nobody") == 'There is no post "nobody"'
    assert refused(LINE, "clerk", reports_to="head", unit="sales") == 'There is no unit "sales"'
    with pytest.raises(InputError, match='There is no post "nobody"'):
        with_post(LINE, Post("new", "new", dotted_to=("nobody",)))


def test_a_post_is_added_or_takes_the_place_of_its_key() -> None:
    more = with_post(LINE, Post("aide", "aide", reports_to="head"))
    assert more.reports["head"] == ("aide", "director")
    assert with_post(more, Post("aide", "助理", reports_to="clerk")).posts["aide"].title == "助理"


def test_the_reports_of_a_post_taken_out_move_to_its_boss() -> None:
    dotted = with_post(LINE, replace(LINE.posts["clerk"], dotted_to=("director", "head")))
    left = without_post(dotted, "director")
    assert left.posts["manager"].reports_to == "head"
    assert left.posts["clerk"].dotted_to == ("head",)
    assert without_post(LINE, "head").reports[None] == ("director",)


def test_faults_name_circles_and_what_is_not_there() -> None:
    units = {"a": Unit("a", "甲部", parent="b"), "b": Unit("b", "乙部", parent="a"), "c": Unit("c", "丙部", parent="x")}
    posts = {**company(one="two", two="one", three="one", four="gone").posts, "five": Post("five", "会计", unit="y")}
    posts["three"] = replace(posts["three"], dotted_to=("lost",))
    assert [str(fault) for fault in faults_of(Organisation(units, posts))] == [
        'three reports to "lost", which is no post',
        'four reports to "gone", which is no post',
        '会计 is in "y", which is no unit',
        "one would report to itself, by way of two",
        '丙部 is in "x", which is no unit',
        "甲部 would be part of itself: 甲部, 乙部, 甲部",
    ]
    assert faults_of(LINE) == ()


def test_depth_counts_the_posts_above() -> None:
    assert [depth(LINE, key) for key in LINE.posts] == [0, 1, 2, 3]
    assert depth(company(stray="gone"), "stray") == 0
    with pytest.raises(InputError, match="one would report to itself, by way of two"):
        depth(company(one="two", two="one", three="one"), "three")


def test_under_comes_to_an_end_even_in_a_circle() -> None:
    assert under(company(one="two", two="one", three="one"), "one") == ("three", "two")


def test_long_lines_are_no_trouble() -> None:
    line = company(**{f"p{at}": f"p{at - 1}" if at else None for at in range(20_000)})
    assert len(under(line, "p0")) == depth(line, "p19999") == 19_999
    assert faults_of(line) == ()


KEYS = tuple("abcdefgh")
moves = st.lists(st.tuples(st.sampled_from(KEYS), st.none() | st.sampled_from(KEYS), st.none() | st.integers(0, 3)))


def ends_at_a_top(organisation: Organisation, key: str) -> bool:
    """The slow way to know a forest: nobody takes more steps up than there are posts."""
    at: str | None = key
    for _ in organisation.posts:
        at = organisation.posts[at].reports_to if at is not None else None
    return at is None


@given(moves)
def test_any_sequence_of_moves_keeps_a_forest_and_its_inverse_restores_it(wishes: list[tuple[str, str, int]]) -> None:
    start = now = company(**dict.fromkeys(KEYS))
    back = []
    for key, boss, place in wishes:
        was = now.posts[key]
        try:
            now = with_move(now, key, reports_to=boss, place=place, unit="audit")
        except InputError:
            assert key == boss or boss in under(now, key)
        else:
            back.append(was)
        assert all(ends_at_a_top(now, post) for post in KEYS)
        assert faults_of(now) == ()
    for was in reversed(back):
        now = with_move(now, was.key, reports_to=was.reports_to, place=was.place, unit=was.unit)
    assert now == start


@given(st.dictionaries(st.sampled_from(KEYS), st.none() | st.sampled_from(KEYS)))
def test_circles_are_those_keys_from_which_one_comes_back(above: dict[str, str | None]) -> None:
    def comes_back(key: str) -> bool:
        at = above[key]
        for _ in above:
            if at == key:
                return True
            at = above.get(at) if at is not None else None
        return False

    found = [key for circle in circles(above) for key in circle]
    assert sorted(found) == sorted(key for key in above if comes_back(key))


@given(moves, st.sampled_from(KEYS))
def test_a_post_taken_out_leaves_a_forest_of_all_others(wishes: list[tuple[str, str, int]], gone: str) -> None:
    now = company(**dict.fromkeys(KEYS))
    for key, boss, _ in wishes:
        if key != boss and boss not in under(now, key):
            now = with_move(now, key, reports_to=boss)
    left = without_post(now, gone)
    assert faults_of(left) == ()
    assert set(left.posts) == set(KEYS) - {gone}
    assert set(under(now, gone)) <= set(left.posts)
