"""The commands of whoever runs a workspace: what they say, and how they say what is wrong."""

from __future__ import annotations

import json
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.databases.workspaces import Workspace

SECRET = "Zp4-kV9q_Lw2xT7b" * 4  # made up
LOADED = """
import json, sys
sys.argv = ["highground", *{arguments}]
from highground.interfaces.command_line import main
try:
    main()
except SystemExit:
    pass
print(json.dumps([name for name in sys.modules if name.split(".")[0] in ("django", "granian", "allauth", "sqlite3")]))
"""


def refused(workspace: Workspace, expected: str, *command: str, **environment: str) -> None:
    """The one shape of an error: exit code 2, what cannot be used, each fault on a line, nothing else."""
    result = workspace.run(*(command or ("audit", "verify")), **environment)
    assert (result.returncode, result.stdout) == (2, "")
    first, *faults = result.stderr.splitlines()
    assert "cannot be used: " in first
    assert first.endswith("Nothing was written.")
    assert any(expected in fault for fault in faults), result.stderr
    assert all(fault.startswith("  ") for fault in faults)


@pytest.mark.parametrize("arguments", [["--help"], ["chain", "--help"], ["audit", "--help"], ["--version"]])
def test_what_needs_no_database_starts_without_django(arguments: list[str]) -> None:
    code = LOADED.format(arguments=arguments)
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(result.stdout.splitlines()[-1]) == []


def test_a_workspace_without_tables_says_what_to_run(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "none", "")
    for command in (["serve"], ["audit", "verify"], ["backup", "x.zip"], ["restore", "x.zip"], ["check"]):
        refused(workspace, "run highground migrate", *command)
    assert [path.name for path in (tmp_path / "none").iterdir()] == ["secret-key"]


def test_an_older_and_a_newer_workspace_are_told_apart(on_sqlite: Callable[[], Workspace]) -> None:
    workspace = on_sqlite()
    with sqlite3.connect(workspace.folder / "highground.sqlite3") as database:
        database.execute("DELETE FROM django_migrations WHERE app = 'people'")
    refused(workspace, "run highground migrate")
    with sqlite3.connect(workspace.folder / "highground.sqlite3") as database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('people', '9999_later', '2026-02-03')"
        )
    refused(workspace, "A newer version of Highground has written it already")


def test_migrating_tells_what_was_done_and_keeps_the_file_to_its_owner(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "data", "")
    assert "steps done: the tables are up to date" in workspace.run("migrate").stdout
    assert workspace.run("migrate").stdout == "The tables were up to date already\n"
    for path in (tmp_path / "data").iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700


def test_a_database_that_does_not_answer_is_named(tmp_path: Path) -> None:
    nowhere = "postgresql://anna:geheim@127.0.0.1:1/highground"
    for command in (["migrate"], ["audit", "verify"]):
        refused(Workspace(tmp_path, nowhere), "PostgreSQL does not answer: ", *command)
    (tmp_path / "highground.sqlite3").write_text("no database at all, but a text")
    refused(Workspace(tmp_path, ""), "cannot be opened as a database")


def test_settings_that_cannot_be_used_are_all_named(tmp_path: Path) -> None:
    wrong = {"HIGHGROUND_HTTPS": "maybe", "HIGHGROUND_TIME_ZONE": "Mars/Base", "HIGHGROUND_COLOUR": "red"}
    for name in (
        "HIGHGROUND_HTTPS is to be yes or no, not maybe",
        "HIGHGROUND_TIME_ZONE is to be",
        "no setting HIGHGROUND_COLOUR",
    ):
        refused(Workspace(tmp_path, ""), name, "migrate", **wrong)


def test_the_settings_are_listed_without_secrets(tmp_path: Path) -> None:
    url = "postgresql://anna:geheim@db.example.com/highground"
    result = Workspace(tmp_path, url).run(
        "settings", HIGHGROUND_SECRET_KEY=SECRET, HIGHGROUND_TIME_ZONE="Asia/Shanghai"
    )
    assert result.returncode == 0
    shown = "".join(result.stdout.split())
    assert "Asia/Shanghai" in shown
    assert "anna:•••@db.example.com" in shown
    assert "geheim" not in shown
    assert SECRET not in shown
    assert list(tmp_path.iterdir()) == []


def test_the_check_of_a_site_that_goes_live_is_clean(workspace: Workspace) -> None:
    live = {"HIGHGROUND_HTTPS": "yes", "HIGHGROUND_HOSTS": "crm.example.com", "HIGHGROUND_SECRET_KEY": SECRET}
    result = workspace.run("check", **live)
    assert (result.returncode, result.stderr) == (0, "")
    told = workspace.run("check", HIGHGROUND_HOSTS="crm.example.com")
    assert told.returncode == 1
    assert "security.W012" in told.stdout
    django = subprocess.run(
        [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"],
        env=workspace.environment | live | {"DJANGO_SETTINGS_MODULE": "highground.config.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (django.returncode, "no issues" in django.stdout) == (0, True), django.stderr


def test_a_total_that_is_not_what_its_figures_give_is_found(filled: Workspace) -> None:
    assert filled.run("check").returncode == 0
    with sqlite3.connect(filled.folder / "highground.sqlite3") as database:
        database.execute("UPDATE accounts_total SET group_cents = group_cents + 1 WHERE own_cents > 0")
    result = filled.run("check")
    assert result.returncode == 1
    assert "1 total is not what its figures give" in result.stdout


def test_the_trail_is_checked_and_every_fault_told(filled: Workspace) -> None:
    whole = filled.run("audit", "verify")
    assert whole.returncode == 0
    entries, seal = whole.stdout.split()[0], whole.stdout.split()[-1]
    assert whole.stdout == f"{entries} entries, unbroken; last seal {seal}\n"
    with sqlite3.connect(filled.folder / "highground.sqlite3") as database:
        database.execute("DROP TRIGGER audit_no_update")
        database.execute("UPDATE audit_entry SET why = 'another' WHERE number IN (2, 5)")
    broken = filled.run("audit", "verify", "--anchor", "f" * 64)
    assert broken.returncode == 1
    for fault in (
        "3 faults",
        "entry 2 was changed",
        "entry 5 was changed",
        f"no entry carries the seal that was noted, {'f' * 64}",
    ):
        assert fault in broken.stdout


def test_errors_of_the_commands_are_in_chinese_too(tmp_path: Path) -> None:
    result = Workspace(tmp_path, "").run("--lang", "zh", "audit", "verify")
    assert result.returncode == 2
    assert "highground migrate" in result.stderr
    assert "tables" not in result.stderr
