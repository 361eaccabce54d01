"""The server as it is started and stopped."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.databases.workspaces import COMMAND, Workspace

PATIENCE_SECONDS = 90


def free_address() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{probe.getsockname()[1]}"


@contextmanager
def served(workspace: Workspace, address: str, *more: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [COMMAND, "serve", "--address", address, *more],
        env=workspace.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        wait_until(lambda: status(f"http://{address}/me/login/") == 200 or process.poll() is not None)
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.communicate(timeout=PATIENCE_SECONDS)


def status(url: str) -> int:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return int(answer.status)
    except OSError:
        return 0


def wait_until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.1)


def family(pid: int) -> set[int]:
    """The processes below one."""
    children = {int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()}
    return children.union(*(family(child) for child in children))


def is_running(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
def test_pages_are_served_work_is_done_and_one_signal_ends_both(workspace: Workspace, ending: signal.Signals) -> None:
    address = free_address()
    with served(workspace, address) as process:
        workspace.told("tests.databases.queueing")
        assert status(f"http://{address}/static/css/base.css") == 200
        below = family(process.pid)
        assert len(below) >= 2
        process.send_signal(ending)
        out, err = process.communicate(timeout=PATIENCE_SECONDS)
        assert (process.returncode, err) == (0, "")
        assert f"http://{address}" in out
        wait_until(lambda: not any(is_running(pid) for pid in below))
        assert status(f"http://{address}/me/login/") == 0


def test_a_worker_that_fell_is_started_again(on_sqlite: Callable[[], Workspace]) -> None:
    workspace = on_sqlite()
    with served(workspace, free_address()) as process:
        workers = {
            pid for pid in family(process.pid) if b"operating.worker" in Path(f"/proc/{pid}/cmdline").read_bytes()
        }
        assert len(workers) == 1
        os.kill(workers.pop(), signal.SIGKILL)
        workspace.told("tests.databases.queueing")


def test_without_a_worker_there_is_none(on_sqlite: Callable[[], Workspace]) -> None:
    with served(on_sqlite(), free_address(), "--no-worker") as process:
        assert not [pid for pid in family(process.pid) if b"operating" in Path(f"/proc/{pid}/cmdline").read_bytes()]


def test_an_address_that_is_taken_or_none_is_named(on_sqlite: Callable[[], Workspace]) -> None:
    workspace = on_sqlite()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        result = workspace.run("serve", "--address", address)
    assert result.returncode == 2
    assert f"{address} is taken: stop what listens there, or name another with --address" in result.stderr
    for wrong, expected in (
        ("nonsense", "An address is host:port"),
        ("192.0.2.1:80", "Nobody can listen at 192.0.2.1:80"),
    ):
        result = workspace.run("serve", "--address", wrong)
        assert result.returncode == 2
        assert expected in result.stderr
        assert "Traceback" not in result.stderr


def test_the_demonstration_is_built_once_and_its_sign_in_told(on_sqlite: Callable[[], Workspace]) -> None:
    workspace = on_sqlite()
    for _time in range(2):
        with served(workspace, free_address(), "--demo", "--no-worker") as process:
            process.send_signal(signal.SIGTERM)
            out, _err = process.communicate(timeout=PATIENCE_SECONDS)
        assert ("Building the demonstration" in out) == (_time == 0)
        assert "Sign in to the demonstration:" in out
