"""kill -9 in the middle of a write, fifty times on each database: all of an operation is there, or nothing of it."""

from tests.databases.workspaces import Workspace

ROUNDS = 50


def test_whoever_is_killed_while_writing_leaves_whole_operations_alone(workspace: Workspace) -> None:
    lines = [line.split(" ", 1) for line in workspace.told("tests.databases.killing", str(ROUNDS)).splitlines()]
    assert [wrong for _entries, wrong in lines] == ["[]"] * ROUNDS
    entries = [int(count) for count, _wrong in lines]
    assert entries == sorted(entries)
    assert len(set(entries)) > ROUNDS / 2, "hardly anything was written"
    assert "unbroken" in workspace.run("audit", "verify").stdout
