"""The server and, beside it, its background worker."""

from __future__ import annotations

import errno
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connections
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from highground.core.faults import InputError, fault
from highground.core.text import Text

TARGET = "highground.config.wsgi:application"
WORKER = "highground.apps.operating.worker"
THREADS = 8
"""Requests a process works on at a time."""
MOST_PROCESSES = 4
PATIENCE_SECONDS = 30
"""So long a task under way may take to end before it is stopped: it is done whole or not at all either way."""
RESTART_SECONDS = 3


def address_parts(address: str) -> tuple[str, int]:
    """Host and port of an address such as 127.0.0.1:8000 or [::1]:8000. Raises InputError.

    >>> address_parts("[::1]:8000")
    ('::1', 8000)
    """
    host, _, port = address.rpartition(":")
    if not host or not port.isdigit() or not 0 < int(port) < 65536:
        raise fault(Text("An address is host:port, such as 127.0.0.1:8000, not %(address)s", {"address": address}))
    return host.strip("[]"), int(port)


def refuse_taken(host: str, port: int) -> None:
    """Raise InputError where nobody can listen at the address."""
    try:
        family, kind, protocol, _name, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(where)
            probe.listen(1)
    except OSError as error:
        raise _cannot_listen(f"{host}:{port}", error) from None


def _cannot_listen(address: str, error: OSError) -> InputError:
    values = {"address": address, "why": error.strerror}
    if error.errno == errno.EADDRINUSE:
        return fault(Text("%(address)s is taken: stop what listens there, or name another with --address", values))
    return fault(Text("Nobody can listen at %(address)s: %(why)s. Name another with --address.", values))


def serve(host: str, port: int, *, has_worker: bool, started: Callable[[], None]) -> None:
    """Serve until SIGINT or SIGTERM; `started` is called once the address is open."""
    connections.close_all()
    server = Server(
        TARGET,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=_processes(),
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        workers_kill_timeout=PATIENCE_SECONDS,
        log_level=LogLevels.error,
    )
    server.on_startup(started)
    if not has_worker:
        server.serve()
        return
    with _worker_beside():
        server.serve()


def _processes() -> int:
    """One where rows live in a file, which one at a time writes; else one a processor, within reason."""
    return min(os.cpu_count() or 1, MOST_PROCESSES) if settings.ENVIRONMENT.is_postgresql else 1


@contextmanager
def _worker_beside() -> Iterator[None]:
    """A worker in a process of its own, started again should it fall, and stopped at the end."""
    ending = threading.Event()
    current = [_worker()]

    def watch() -> None:
        while not ending.wait(RESTART_SECONDS):
            if current[0].poll() is not None:
                current[0] = _worker()

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        ending.set()
        watcher.join()
        _stop(current[0])


def _worker() -> subprocess.Popen[bytes]:
    """In a session of its own, so that Ctrl-C reaches us alone and we stop it in order."""
    return subprocess.Popen([sys.executable, "-m", WORKER], start_new_session=True)  # noqa: S603 -- our own module


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
