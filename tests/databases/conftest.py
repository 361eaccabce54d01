"""Databases of the tests' own, beside the one of the run."""

from __future__ import annotations

import os
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


@pytest.fixture
def on_sqlite(tmp_path: Path, numbers: Iterator[int]) -> Callable[[], Workspace]:
    """Makes migrated workspaces in files."""
    return lambda: Workspace.made(tmp_path / f"workspace-{next(numbers)}", "")


@pytest.fixture
def on_server(tmp_path: Path, numbers: Iterator[int], postgresql: str) -> Callable[[], Workspace]:
    """Makes migrated workspaces on PostgreSQL."""

    def made() -> Workspace:
        number = next(numbers)
        url = new_database(postgresql, f"own_{os.getpid()}_{number}")
        return Workspace.made(tmp_path / f"workspace-{number}", url)

    return made


@pytest.fixture(params=["sqlite", "postgresql"])
def workspace(request: pytest.FixtureRequest) -> Workspace:
    """A migrated workspace, once on each database."""
    name = "on_sqlite" if request.param == "sqlite" else "on_server"
    return request.getfixturevalue(name)()  # type: ignore[no-any-return]
