"""Adding and changing users: who may, what is refused, what can be undone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from highground.apps.activity.services import undo
from highground.apps.users.models import User
from highground.apps.users.roles import EVERY_PERMISSION, Role
from highground.apps.users.selectors import PERMISSION_WORDS, actor_of, permission_lines, user_lines, users_answer
from highground.apps.users.services import (
    password_generated,
    user_add,
    user_change,
    user_reset_two_step,
    user_set_password,
    user_settings,
    username_free,
)
from highground.apps.users.tests.people import OTHER_PASSWORD, PASSWORD, user_of
from highground.core.faults import InputError
from highground.kit.audit.models import Entry
from highground.kit.problems import Conflict, EditConflict, Forbidden, NotFound


def test_the_first_user_is_an_administrator(db: None) -> None:
    with pytest.raises(Conflict):
        user_of("wangfang", "王芳", Role.VIEWER)
    assert User.objects.count() == 0


@pytest.mark.parametrize("values", [{"role": Role.DIRECTOR}, {"is_active": False}])
def test_an_administrator_always_remains(team: tuple[User, User], values: dict[str, Any]) -> None:
    chief = team[0]
    with pytest.raises(Conflict):
        user_change(actor_of(chief), user_id=chief.pk, values=values)
    user_of("sunli", "孙立", Role.ADMINISTRATOR)
    assert user_change(actor_of(chief), user_id=chief.pk, values=values).entry


def test_a_change_of_role_is_undone(team: tuple[User, User]) -> None:
    chief, wang = team
    done = user_change(actor_of(chief), user_id=wang.pk, values={"role": Role.DIRECTOR})
    assert User.objects.get(pk=wang.pk).role == Role.DIRECTOR
    assert done.entry is not None
    undo(actor_of(chief), number=done.entry)
    assert User.objects.get(pk=wang.pk).role == Role.VIEWER


def test_an_undo_does_not_take_away_the_last_administrator(team: tuple[User, User]) -> None:
    chief, wang = team
    done = user_change(actor_of(chief), user_id=wang.pk, values={"role": Role.ADMINISTRATOR})
    wang.refresh_from_db()
    user_change(actor_of(wang), user_id=chief.pk, values={"is_active": False})
    assert done.entry is not None
    with pytest.raises(Conflict):
        undo(actor_of(wang), number=done.entry)


@pytest.mark.parametrize(
    "write",
    [
        lambda actor, user: user_add(actor, username="x", name="钱进", role=Role.VIEWER, password=PASSWORD),
        lambda actor, user: user_change(actor, user_id=user.pk, values={"role": Role.ADMINISTRATOR}),
        lambda actor, user: user_set_password(actor, user_id=user.pk, password=PASSWORD),
        lambda actor, user: user_reset_two_step(actor, user_id=user.pk),
    ],
)
@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_only_administrators_manage_users(
    team: tuple[User, User], role: Role, write: Callable[[Any, User], object]
) -> None:
    somebody = user_of("liqiang", "李强", role)
    with pytest.raises(Forbidden):
        write(actor_of(somebody), team[1])


def test_ones_own_role_is_not_among_ones_settings(team: tuple[User, User]) -> None:
    user_settings(actor_of(team[1]), values={"role": Role.ADMINISTRATOR, "is_active": False, "name": "王小芳"})
    user = User.objects.get(pk=team[1].pk)
    assert (user.role, user.is_active, user.name) == (Role.VIEWER, True, "王小芳")


def test_two_users_do_not_share_a_name_or_a_mail_address(team: tuple[User, User]) -> None:
    chief, wang = team
    with pytest.raises(InputError, match="taken"):
        user_add(actor_of(chief), username="WangFang", name="王方", role=Role.VIEWER, password=PASSWORD)
    with pytest.raises(InputError, match="mail address"):
        user_settings(actor_of(wang), values={"email": "Zhou.Min@example.com"})
    with pytest.raises(InputError, match="mail address"):
        user_change(actor_of(chief), user_id=chief.pk, values={"email": "wang.fang@EXAMPLE.com"})


@pytest.mark.parametrize("password", ["", "elevenchars", "123456789012345", "administrator", "wang.fang@example.com"])
def test_a_weak_password_is_refused(team: tuple[User, User], password: str) -> None:
    with pytest.raises(InputError):
        user_set_password(actor_of(team[0]), user_id=team[1].pk, password=password)


@pytest.mark.parametrize("field", ["username", "email", "role", "name"])
def test_what_cannot_be_is_refused_and_nothing_is_kept(team: tuple[User, User], field: str) -> None:
    bad = {"username": "王 芳", "email": "no address", "role": "emperor", "name": ""}
    values = {"username": "sunli", "name": "孙立", "role": Role.VIEWER, "email": "", field: bad[field]}
    with pytest.raises(InputError):
        user_add(actor_of(team[0]), password=PASSWORD, **values)
    assert User.objects.count() == 2


def test_the_trail_never_holds_a_password(team: tuple[User, User]) -> None:
    user_set_password(actor_of(team[0]), user_id=team[1].pk, password=OTHER_PASSWORD)
    written = str(list(Entry.objects.values_list("changes", flat=True)))
    assert "md5" not in written
    assert OTHER_PASSWORD not in written


def test_a_second_writer_is_told_of_the_first(team: tuple[User, User]) -> None:
    chief, wang = team
    user_change(actor_of(chief), user_id=wang.pk, values={"name": "王芳芳"}, version=wang.version)
    with pytest.raises(EditConflict) as conflict:
        user_change(
            actor_of(chief), user_id=wang.pk, values={"name": "王小芳", "role": Role.VIEWER}, version=wang.version
        )
    assert (conflict.value.theirs, conflict.value.mine) == ({"name": "王芳芳"}, {"name": "王小芳"})


def test_a_user_who_is_not_there_is_not_found(team: tuple[User, User]) -> None:
    with pytest.raises(NotFound):
        user_change(actor_of(team[0]), user_id=9999, values={})


def test_a_free_user_name_is_the_nearest(team: tuple[User, User]) -> None:
    assert username_free("sunli") == "sunli"
    assert username_free("WANGFANG") == "WANGFANG-2"
    assert username_free("a b/c") == "abc"
    assert username_free("") == "user"


def test_generated_passwords_are_long_and_differ() -> None:
    made = {password_generated() for _ in range(100)}
    assert len(made) == 100
    assert all(len(password) == 23 for password in made)


def test_every_permission_has_words_and_the_table_is_that_of_the_roles() -> None:
    assert set(PERMISSION_WORDS) == EVERY_PERMISSION
    assert sum(is_held for line in permission_lines() for _role, is_held in line.held) == 2 + 4 + 7 + 8 + 5 + 10


def test_the_sentence_over_the_list_counts_those_who_may_sign_in(team: tuple[User, User]) -> None:
    chief, wang = team
    assert str(users_answer(user_lines(actor_of(chief)))) == "2 people may sign in; 0 use two-step sign-in"
    user_change(actor_of(chief), user_id=wang.pk, values={"is_active": False})
    assert str(users_answer(user_lines(actor_of(chief)))) == "1 person may sign in; 0 use two-step sign-in"
