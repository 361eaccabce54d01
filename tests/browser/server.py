"""A workspace of its own with the demo in it, served as `highground serve` serves it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

HIGHGROUND = (str(Path(sys.executable).with_name("highground")),)
PATIENCE = 60.0


@dataclass(frozen=True)
class Server:
    """Where it listens, and the environment its commands need."""

    address: str
    environment: dict[str, str]

    def command(self, *arguments: str, typed: str = "") -> str:
        """Run a `highground` command on the same workspace and give what it printed."""
        done = subprocess.run(
            [*HIGHGROUND, *arguments],
            check=False,
            env=self.environment,
            input=typed,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


@contextmanager
def demo_server(folder: Path, language: str = "zh") -> Iterator[Server]:
    """The demo workspace, migrated, filled and served until the end."""
    with _database() as url:
        port = _free_port()
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("HIGHGROUND_")},
            "HIGHGROUND_DATA": str(folder),
            "HIGHGROUND_ADDRESS": f"127.0.0.1:{port}",
            "LANG": "zh_CN.UTF-8" if language == "zh" else "en_GB.UTF-8",
            **({"HIGHGROUND_DATABASE_URL": url} if url else {}),
        }
        server = Server(f"http://127.0.0.1:{port}", environment)
        server.command("migrate")
        server.command("demo")
        log = (folder / "server.log").open("wb")
        process = subprocess.Popen([*HIGHGROUND, "serve"], env=environment, stdout=log, stderr=log)
        try:
            _wait(server.address, process)
            yield server
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE)
            log.close()


@contextmanager
def _database() -> Iterator[str]:
    """A database of its own where the suite runs on PostgreSQL; otherwise nothing, which means SQLite."""
    suite = os.environ.get("HIGHGROUND_DATABASE_URL", "")
    if not suite.startswith("postgres"):
        yield ""
        return
    name = f"browser_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(suite, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    try:
        yield urlunsplit(urlsplit(suite)._replace(path=f"/{name}"))
    finally:
        with psycopg.connect(suite, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        assert process.poll() is None, "the server ended by itself"
        try:
            with urllib.request.urlopen(f"{address}/me/login/", timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server did not answer")
