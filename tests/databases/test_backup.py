"""Backups: every row comes back, on either database; what cannot be used changes nothing."""

from __future__ import annotations

import io
import json
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.databases.workspaces import Workspace

Made = Callable[[], Workspace]


def restored(workspace: Workspace, file: Path) -> Workspace:
    result = workspace.run("restore", file)
    assert result.returncode == 0, result.stderr
    return workspace


def backed_up(workspace: Workspace, file: Path) -> Path:
    result = workspace.run("backup", file)
    assert result.returncode == 0, result.stderr
    return file


def test_every_row_of_every_table_goes_to_postgresql_and_comes_back(
    filled: Workspace, on_server: Made, on_sqlite: Made, tmp_path: Path
) -> None:
    before = filled.rows()
    assert [table for table, rows in before.items() if not rows] == [], "a table without a row: see filling.py"
    there = restored(on_server(), backed_up(filled, tmp_path / "there.zip"))
    assert there.rows() == before
    back = restored(on_sqlite(), backed_up(there, tmp_path / "back.zip"))
    assert back.rows() == before
    manifests = [manifest(tmp_path / name) for name in ("there.zip", "back.zip")]
    for written in manifests:
        del written["made_at"]
    assert manifests[0] == manifests[1]
    for workspace in (there, back):
        assert "unbroken" in workspace.run("audit", "verify", "--anchor", str(manifests[0]["seal"])).stdout
        assert workspace.run("check").returncode == 0


def test_a_number_that_was_given_out_is_never_given_again(
    filled: Workspace, workspace: Workspace, tmp_path: Path
) -> None:
    file = backed_up(filled, tmp_path / "backup.zip")
    restored(workspace, file)
    last = manifest(file)["numbers"]["accounts.account"]
    assert last > max(row[0] for row in filled.rows()["accounts.account"])
    assert workspace.told("tests.databases.adding").strip() == str(last + 1)


def test_a_backup_is_read_by_its_owner_alone_and_never_replaces_a_file(filled: Workspace, tmp_path: Path) -> None:
    file = backed_up(filled, tmp_path / "backup.zip")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    content = file.read_bytes()
    again = filled.run("backup", file)
    assert (again.returncode, file.read_bytes()) == (2, content)
    assert "is there already: name another file, or add --force" in again.stderr
    assert filled.run("backup", file, "--force").returncode == 0
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["backup.zip"]


def test_a_workspace_in_use_is_replaced_only_when_asked(filled: Workspace, on_sqlite: Made, tmp_path: Path) -> None:
    empty = backed_up(on_sqlite(), tmp_path / "empty.zip")
    before = filled.rows()
    refused = filled.run("restore", empty)
    assert refused.returncode == 2
    assert "make a backup of it, then add --replace" in refused.stderr
    assert filled.rows() == before
    assert filled.run("restore", empty, "--replace").returncode == 0
    assert filled.rows()["users.user"] == []


def manifest(file: Path) -> dict[str, Any]:
    with zipfile.ZipFile(file) as archive:
        found: dict[str, Any] = json.loads(archive.read("manifest.json"))
        return found


def rewritten(file: Path, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """The backup with its members changed."""
    with zipfile.ZipFile(file) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


def manifest_changed(**values: object) -> Callable[[dict[str, bytes]], None]:
    def change(members: dict[str, bytes]) -> None:
        members["manifest.json"] = json.dumps(json.loads(members["manifest.json"]) | values).encode()

    return change


def one_row_changed(members: dict[str, bytes]) -> None:
    members["tables/users.user.jsonl"] = members["tables/users.user.jsonl"].replace(b"manager", b"compliance")


def one_row_forged(members: dict[str, bytes]) -> None:
    """As somebody would who also puts the digest right: the trail tells."""
    import hashlib

    name = "tables/audit.entry.jsonl"
    members[name] = members[name].replace("王芳".encode(), "王方".encode())
    written = json.loads(members["manifest.json"])
    part = {"rows": members[name].count(b"\n"), "bytes": len(members[name])}
    written["tables"]["audit.entry"] = part | {"sha256": hashlib.sha256(members[name]).hexdigest()}
    members["manifest.json"] = json.dumps(written).encode()


def row_cut(members: dict[str, bytes]) -> None:
    """A row without its last column, the digest put right."""
    import hashlib

    name = "tables/people.person.jsonl"
    members[name] = b'[1,1,"no more"]\n'
    written = json.loads(members["manifest.json"])
    digest = hashlib.sha256(members[name]).hexdigest()
    written["tables"]["people.person"] = {"rows": 1, "bytes": len(members[name]), "sha256": digest}
    members["manifest.json"] = json.dumps(written).encode()


def bomb(members: dict[str, bytes]) -> None:
    """Fifty million spaces, announced as such."""
    name = "tables/people.person.jsonl"
    members[name] = b" " * 50_000_000
    written = json.loads(members["manifest.json"])
    written["tables"]["people.person"] = {"rows": 1, "bytes": len(members[name]), "sha256": ""}
    members["manifest.json"] = json.dumps(written).encode()


NEWER = {"accounts": ["0001_initial", "9999_later"]}
SPOILT: dict[str, tuple[Callable[[bytes, Path], bytes], str]] = {
    "empty": (lambda data, file: b"", "damaged, cut off, or no backup"),
    "text": (lambda data, file: b"hello " * 99, "damaged, cut off, or no backup"),
    "half": (lambda data, file: data[: len(data) // 2], "damaged, cut off, or no backup"),
    "flipped": (lambda data, file: data[:900] + bytes(b ^ 255 for b in data[900:960]) + data[960:], "damaged"),
    "foreign zip": (
        lambda data, file: rewritten(file, lambda members: members.clear()),
        "no backup made by Highground",
    ),
    "not our manifest": (
        lambda data, file: rewritten(file, lambda members: members.update({"manifest.json": b"[1]"})),
        "no backup made by Highground",
    ),
    "deep manifest": (
        lambda data, file: rewritten(file, lambda members: members.update({"manifest.json": b"[" * 200_000})),
        "no backup made by Highground",
    ),
    "newer format": (
        lambda data, file: rewritten(file, manifest_changed(format=2, version="9.0")),
        "newer version, 9.0",
    ),
    "newer tables": (
        lambda data, file: rewritten(file, manifest_changed(migrations=NEWER, version="9.0")),
        "newer version, 9.0",
    ),
    "older tables": (
        lambda data, file: rewritten(file, manifest_changed(migrations={}, version="0.0.9")),
        "older version, 0.0.9: restore it with that one, then upgrade",
    ),
    "missing table": (
        lambda data, file: rewritten(file, lambda members: members.__delitem__("tables/people.person.jsonl")),
        "does not hold the tables its manifest names",
    ),
    "one more file": (
        lambda data, file: rewritten(file, lambda members: members.update({"tables/more.jsonl": b""})),
        "does not hold the tables its manifest names",
    ),
    "one row changed": (lambda data, file: rewritten(file, one_row_changed), "does not hold the tables"),
    "forged trail": (lambda data, file: rewritten(file, one_row_forged), "was changed after it was written"),
    "row cut": (lambda data, file: rewritten(file, row_cut), "holds a row that cannot be read"),
    "bomb": (lambda data, file: rewritten(file, bomb), "far more than a backup can"),
    "another trail": (
        lambda data, file: rewritten(file, manifest_changed(seal="0" * 64)),
        "audit trail does not end where its manifest says",
    ),
}


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory, filled_folder: Path) -> Path:
    """A backup in order."""
    return backed_up(Workspace(filled_folder, ""), tmp_path_factory.mktemp("good") / "backup.zip")


@pytest.mark.django_db
@pytest.mark.parametrize("kind", SPOILT)
def test_a_file_that_cannot_be_used_is_named_and_nothing_changes(kind: str, good: Path, tmp_path: Path) -> None:
    from highground.apps.operating.restore import restore
    from highground.core.faults import InputError
    from tests.databases.dump import rows
    from tests.databases.filling import users

    users()
    spoil, expected = SPOILT[kind]
    file = tmp_path / "spoilt.zip"
    file.write_bytes(spoil(good.read_bytes(), good))
    before = rows()
    with pytest.raises(InputError, match=expected):
        restore(file, replace=True)
    assert rows() == before


def test_the_command_says_what_is_wrong_with_a_file(on_sqlite: Made, good: Path, tmp_path: Path) -> None:
    half = tmp_path / "half.zip"
    half.write_bytes(good.read_bytes()[:5000])
    for file, expected in ((half, "It is damaged, cut off"), (tmp_path / "none.zip", "There is no file")):
        result = on_sqlite().run("restore", file)
        assert (result.returncode, result.stdout) == (2, "")
        assert "1 fault. Nothing was written." in result.stderr
        assert expected in result.stderr


def test_a_table_the_trail_guards_is_guarded_after_a_restore(
    filled: Workspace, workspace: Workspace, tmp_path: Path
) -> None:
    restored(workspace, backed_up(filled, tmp_path / "backup.zip"))
    assert workspace.told("tests.databases.tampering").split() == ["refused"] * 3
