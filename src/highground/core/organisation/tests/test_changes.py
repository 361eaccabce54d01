"""Two dates side by side: who moved, who left, what broke; and the difference leads from one to the other."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from highground.core.faults import InputError
from highground.core.organisation.changes import Broken, Difference, PersonChange, applied, broken, difference
from highground.core.organisation.model import LAYERS, Occupancy, Organisation, Post, Unit

BEFORE = Organisation(
    {"hq": Unit("hq", "总部"), "it": Unit("it", "信息部", parent="hq"), "old": Unit("old", "筹备组", parent="hq")},
    {
        "ceo": Post("ceo", "总经理", "hq", "decision", holders=("王芳",)),
        "cfo": Post("cfo", "财务总监", "hq", "decision", "ceo", holders=("李强",)),
        "cio": Post("cio", "信息总监", "it", "management", "ceo", holders=("赵敏",)),
        "ops": Post("ops", "运维经理", "it", "execution", "cio", holders=("陈刚", "周洋")),
        "aide": Post("aide", "助理", "old", reports_to="ceo", holders=("何静",)),
    },
)
AFTER = Organisation(
    {"hq": Unit("hq", "集团总部"), "it": Unit("it", "信息部"), "digital": Unit("digital", "数字化部", parent="hq")},
    {
        "ceo": Post("ceo", "总经理", "hq", "decision", holders=("王芳",)),
        "cfo": Post("cfo", "财务总监", "hq", "decision", "ceo", (), Occupancy.VACANT),
        "cio": Post("cio", "首席数字官", "digital", "decision", "ceo", (), Occupancy.NAME_UNKNOWN),
        "ops": Post("ops", "运维经理", "it", "execution", "cfo", holders=("陈刚",)),
        "data": Post("data", "数据经理", "digital", reports_to="cio", holders=("赵敏", "吴磊")),
    },
)


def keys(changes: object) -> list[str]:
    return [change.before.key for change in changes]  # type: ignore[attr-defined]


def test_a_difference_says_what_became_of_units_and_posts() -> None:
    found = difference(BEFORE, AFTER)
    assert [unit.key for unit in found.units_added] == ["digital"]
    assert [unit.key for unit in found.units_removed] == ["old"]
    assert (keys(found.units_renamed), keys(found.units_moved)) == (["hq"], ["it"])
    assert [post.key for post in found.posts_added] == ["data"]
    assert [post.key for post in found.posts_removed] == ["aide"]
    assert keys(found.posts_moved) == ["cio", "ops"]
    assert (keys(found.posts_retitled), keys(found.posts_relayered)) == (["cio"], ["cio"])
    assert keys(found.posts_held_by_others) == ["cfo", "cio", "ops"]
    assert (keys(found.posts_vacated), keys(found.posts_turned_unknown)) == (["cfo"], ["cio"])


def test_people_are_matched_by_name() -> None:
    found = difference(BEFORE, AFTER)
    assert [person.name for person in found.people_left] == sorted(["李强", "何静", "周洋"])
    assert found.people_arrived == (PersonChange("吴磊", (), ("data",)),)
    assert found.people_moved == (PersonChange("赵敏", ("cio",), ("data",)),)


def test_nothing_changed_is_an_empty_difference() -> None:
    assert difference(BEFORE, BEFORE) == Difference()


def test_what_broke_has_its_reason() -> None:
    found = broken(
        BEFORE,
        AFTER,
        difference(BEFORE, AFTER),
        covered={"ceo", "cfo", "cio", "aide", "ops"},
        supporters={"李强", "赵敏", "王芳", "何静", "nobody"},
        approvers={"cio", "cfo", "aide", "ceo", "never"},
    )
    assert [(item.kind, item.subject, str(item.reason)) for item in found] == [
        ("covered_post", "aide", "We cover 助理, which is there no more"),
        ("covered_post", "cfo", "We cover 财务总监, which is empty now; it was held by 李强"),
        ("covered_post", "cio", "We cover 首席数字官, but do not know who holds it now"),
        ("supporter", "何静", "何静 supports us, but holds no post any more; before: 助理"),
        ("supporter", "李强", "李强 supports us, but holds no post any more; before: 财务总监"),
        ("approver", "aide", "助理 has to approve, but is there no more"),
        ("approver", "cfo", "财务总监 has to approve, but is empty now"),
        ("approver", "cio", "首席数字官 has to approve, but nobody here knows who that is now"),
    ]


def test_what_was_broken_before_is_not_said_again() -> None:
    later = Organisation(AFTER.units, {**AFTER.posts, "cfo": replace(AFTER.posts["cfo"], title="财务负责人")})
    again = broken(AFTER, later, difference(AFTER, later), covered={"cfo"}, supporters={"李强"}, approvers={"cio"})
    assert again == ()


def test_a_covered_post_that_was_unknown_and_is_empty_now_is_said() -> None:
    later = Organisation(AFTER.units, {**AFTER.posts, "cio": replace(AFTER.posts["cio"], occupancy=Occupancy.VACANT)})
    (found,) = broken(AFTER, later, difference(AFTER, later), covered={"cio"})
    assert isinstance(found, Broken)
    assert str(found.reason) == "We cover 首席数字官, which is empty now"


def test_an_approver_who_comes_unknown_is_said() -> None:
    later = Organisation(AFTER.units, {**AFTER.posts, "cpo": Post("cpo", "采购总监", occupancy=Occupancy.NAME_UNKNOWN)})
    (found,) = broken(AFTER, later, difference(AFTER, later), approvers={"cpo"})
    assert found.subject == "cpo"


def test_a_difference_fits_only_the_organisation_it_starts_from() -> None:
    found = difference(BEFORE, AFTER)
    touched = Organisation(BEFORE.units, {**BEFORE.posts, "cio": replace(BEFORE.posts["cio"], title="信息主任")})
    with pytest.raises(InputError) as caught:
        applied(touched, found)
    assert str(caught.value) == '"cio" is not as it was when the two dates were compared'


KEYS = st.sampled_from("abcde")
NAMES = st.sampled_from(("王芳", "李强", "赵敏"))
units = st.builds(Unit, KEYS, NAMES, st.none() | KEYS, st.integers(0, 2))
posts = st.builds(
    Post,
    KEYS,
    NAMES,
    unit=st.none() | KEYS,
    layer=st.none() | st.sampled_from(LAYERS),
    reports_to=st.none() | KEYS,
    dotted_to=st.lists(KEYS, max_size=2, unique=True).map(tuple),
    occupancy=st.sampled_from(Occupancy),
    holders=st.lists(NAMES, max_size=2, unique=True).map(tuple),
    is_outside=st.booleans(),
    place=st.integers(0, 2),
)
organisations = st.builds(
    lambda units, posts: Organisation({unit.key: unit for unit in units}, {post.key: post for post in posts}),
    st.lists(units, max_size=5),
    st.lists(posts, max_size=6),
)


@given(organisations, organisations)
def test_a_difference_applied_to_the_old_gives_the_new(before: Organisation, after: Organisation) -> None:
    assert applied(before, difference(before, after)) == after


@given(organisations, organisations)
def test_the_way_back_is_the_difference_turned_round(before: Organisation, after: Organisation) -> None:
    there, back = difference(before, after), difference(after, before)
    assert (there.posts_added, there.units_removed) == (back.posts_removed, back.units_added)
    assert applied(applied(before, there), back) == before
