"""The databases measured on: a fresh SQLite file, and a PostgreSQL cluster of its own that is gone afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

DATABASES = ("SQLite", "PostgreSQL")
PROGRAMS = "/usr/lib/postgresql/*/bin/initdb"
OWNER = "postgres"


@contextmanager
def environment(database: str) -> Iterator[dict[str, str]]:
    """What a process needs to work in an empty workspace on the database; the workspace is dropped at the end."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HIGHGROUND_")}
    with tempfile.TemporaryDirectory(prefix="highground-bench-") as folder:
        kept["HIGHGROUND_DATA"] = folder
        if database == "SQLite":
            yield kept
        else:
            with _cluster() as url:
                yield kept | {"HIGHGROUND_DATABASE_URL": url}


def is_there(database: str) -> bool:
    """Whether the database can be measured on this machine."""
    return database == "SQLite" or _programs() is not None


def _programs() -> Path | None:
    """The folder of PostgreSQL's programs, the newest there is."""
    found = sorted(Path("/").glob(PROGRAMS.removeprefix("/")), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    program = shutil.which("initdb")
    return Path(program).resolve().parent if program else None


@contextmanager
def _cluster() -> Iterator[str]:
    """A running cluster as PostgreSQL comes, reached by a socket in its own folder."""
    programs = _programs()
    if programs is None:
        raise FileNotFoundError("initdb")
    folder = Path(tempfile.mkdtemp(prefix="highground-bench-pg-"))
    if os.geteuid() == 0:
        shutil.chown(folder, OWNER)
    data, control = folder / "data", str(programs / "pg_ctl")
    try:
        _run(str(programs / "initdb"), "-D", str(data), "-U", OWNER, "--encoding=UTF8", "--locale=C.UTF-8")
        options = f"-k {folder} -c listen_addresses=''"
        _run(control, "-D", str(data), "-w", "-l", str(folder / "log"), "-o", options, "start")
        try:
            yield f"postgresql://{OWNER}@{quote(str(folder), safe='')}/postgres"
        finally:
            _run(control, "-D", str(data), "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(*command: str) -> None:
    """Run one of PostgreSQL's programs, which refuse to be run by root."""
    as_owner = ("runuser", "-u", OWNER, "--") if os.geteuid() == 0 else ()
    subprocess.run([*as_owner, *command], cwd="/", check=True, stdout=subprocess.DEVNULL)
