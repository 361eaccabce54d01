"""`highground user …`, run as whoever runs the server would."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner, Result

from highground.apps.users.commands import user_commands
from highground.apps.users.models import User
from highground.apps.users.roles import Role
from highground.apps.users.tests.people import PASSWORD, small_team
from highground.kit.audit.models import Entry

pytestmark = pytest.mark.django_db


def run(*words: str, typed: str = "") -> Result:
    return CliRunner().invoke(user_commands(), words, input=typed)


def test_the_first_user_is_added_with_a_password_from_standard_input() -> None:
    words = ("add", "周敏", "--username", "zhoumin", "--role", "administrator", "--password-stdin")
    result = run(*words, typed=f"{PASSWORD}\n")
    assert (result.exit_code, result.stdout) == (0, "周敏 may sign in as zhoumin\n")
    user = User.objects.get()
    assert (user.role, user.check_password(PASSWORD)) == (Role.ADMINISTRATOR, True)
    entry = Entry.objects.get()
    assert (entry.via, entry.actor_id, entry.operation) == ("command", None, "users.add")


def test_a_first_user_who_is_no_administrator_is_refused_with_the_reason() -> None:
    result = run("add", "王芳", "--username", "wangfang", "--password-stdin", typed=f"{PASSWORD}\n")
    assert (result.exit_code, User.objects.count()) == (1, 0)
    assert "name an administrator first" in result.stderr


def test_a_password_is_asked_for_twice_and_not_shown() -> None:
    small_team()
    result = run("password", "wangfang", typed=f"{PASSWORD}x\n{PASSWORD}x\n")
    assert result.exit_code == 0
    assert PASSWORD not in result.output
    assert User.objects.get(username="wangfang").check_password(f"{PASSWORD}x")


@pytest.mark.parametrize("command", ["password", "reset-two-step", "deactivate"])
def test_an_unknown_name_is_named(command: str) -> None:
    result = run(command, "nobody", typed=f"{PASSWORD}\n{PASSWORD}\n")
    assert result.exit_code == 2
    assert "There is no user nobody" in result.stderr


def test_a_weak_password_is_refused_with_every_reason() -> None:
    small_team()
    result = run("password", "wangfang", "--password-stdin", typed="12345\n")
    assert result.exit_code == 2
    assert "faults" in result.stderr


def test_everybody_is_listed() -> None:
    small_team()
    out = run("list").stdout
    assert "周敏" in out
    assert "administrator" in out


def test_somebody_is_closed_out_but_not_the_last_administrator() -> None:
    small_team()
    assert run("deactivate", "wangfang").exit_code == 0
    assert not User.objects.get(username="wangfang").is_active
    assert run("deactivate", "zhoumin").exit_code == 1
    assert run("reset-two-step", "zhoumin").exit_code == 0
