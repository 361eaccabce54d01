"""A PostgreSQL server that lives as long as its tests, from the binaries that Debian installs."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg

SUPERUSER = "postgres"
OPTIONS = "-c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200"


def binaries() -> Path | None:
    """The folder of the newest PostgreSQL that is installed; None where there is none."""
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    return max(found, key=lambda folder: int(folder.parent.name), default=None)


@contextmanager
def cluster(bin_folder: Path) -> Iterator[str]:
    """Start a server and give the address of its first database; stop it and take everything away at the end.

    PostgreSQL refuses to be run by root, who therefore runs it as its own user. It listens on a socket in a folder
    that nobody else enters.
    """
    folder = Path(tempfile.mkdtemp(prefix="hg-pg-"))
    as_owner = _given_away(folder)
    control = [*as_owner, str(bin_folder / "pg_ctl"), "-D", str(folder / "data"), "--silent", "-w"]
    try:
        _run(*as_owner, str(bin_folder / "initdb"), "-D", str(folder / "data"), "-U", SUPERUSER, *_shape())
        _run(*control, "-o", f"{OPTIONS} -k {folder}", "-l", str(folder / "log"), "start")
        try:
            yield f"postgresql://{SUPERUSER}@{quote(str(folder), safe='')}/postgres"
        finally:
            _run(*control, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _shape() -> tuple[str, ...]:
    return ("--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions")


def _given_away(folder: Path) -> list[str]:
    """Words before a command so that it does not run as root, to whose user the folder then belongs."""
    if os.geteuid() != 0:
        return []
    owner = pwd.getpwnam(SUPERUSER)
    os.chown(folder, owner.pw_uid, owner.pw_gid)
    return ["runuser", "-u", SUPERUSER, "--"]


def _run(*command: str) -> None:
    result = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    if result.returncode:
        raise RuntimeError(f"{' '.join(command)}: {result.stderr or result.stdout}")


def new_database(url: str, name: str, *, like: str = "template1") -> str:
    """Make a database on the server of an address, empty or as another one is, and give its own address."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{like}"'.encode())
    return url.rpartition("/")[0] + "/" + name
