"""Databases of the tests' own, beside the one of the run."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.databases.cluster import binaries, cluster, new_database
from tests.databases.workspaces import Workspace


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a PostgreSQL server: that of the run, or one started now. Skips where none is installed."""
    given = os.environ.get("HIGHGROUND_DATABASE_URL", "")
    found = binaries()
    if given.startswith("postgres"):
        yield given
    elif found is None:
        pytest.skip("PostgreSQL is not installed")
    else:
        with cluster(found) as url:
            yield url


@pytest.fixture(scope="session")
def numbers() -> Iterator[int]:
    """Numbers for names, each given once."""
    return iter(count())


@pytest.fixture(scope="session")
def new_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a new workspace on SQLite, to be copied."""
    return Workspace.made(tmp_path_factory.mktemp("new") / "workspace", "").folder


@pytest.fixture(scope="session")
def filled_folder(tmp_path_factory: pytest.TempPathFactory, new_folder: Path) -> Path:
    """The folder of a workspace on SQLite with something in every table, to be copied."""
    folder = shutil.copytree(new_folder, tmp_path_factory.mktemp("filled") / "workspace")
    Workspace(folder, "").told("tests.databases.filling")
    return folder


@pytest.fixture(scope="session")
def new_on_server(tmp_path_factory: pytest.TempPathFactory, postgresql: str) -> str:
    """The name of a new workspace's database on PostgreSQL, to be copied."""
    name = f"new_{os.getpid()}"
    Workspace.made(tmp_path_factory.mktemp("new"), new_database(postgresql, name))
    return name


@pytest.fixture
def on_sqlite(tmp_path: Path, new_folder: Path, numbers: Iterator[int]) -> Callable[[], Workspace]:
    """Makes new workspaces in files."""
    return lambda: Workspace(shutil.copytree(new_folder, tmp_path / f"workspace-{next(numbers)}"), "")


@pytest.fixture
def filled(tmp_path: Path, filled_folder: Path) -> Workspace:
    """A workspace on SQLite with something in every table."""
    return Workspace(shutil.copytree(filled_folder, tmp_path / "filled"), "")


@pytest.fixture
def on_server(tmp_path: Path, numbers: Iterator[int], postgresql: str, new_on_server: str) -> Callable[[], Workspace]:
    """Makes new workspaces on PostgreSQL."""

    def made() -> Workspace:
        number = next(numbers)
        url = new_database(postgresql, f"own_{os.getpid()}_{number}", like=new_on_server)
        return Workspace(tmp_path / f"workspace-{number}", url)

    return made


@pytest.fixture(params=["sqlite", "postgresql"])
def workspace(request: pytest.FixtureRequest) -> Workspace:
    """A migrated workspace, once on each database."""
    name = "on_sqlite" if request.param == "sqlite" else "on_server"
    return request.getfixturevalue(name)()  # type: ignore[no-any-return]
