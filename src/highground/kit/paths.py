"""Files that people name on the command line."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from highground.core.faults import InputError, fault
from highground.core.text import Text


def read_bytes(path: Path, *, most: int) -> bytes:
    """The content of a file, at most `most` + 1 bytes of it. Raises InputError saying what is wrong with the path."""
    try:
        with path.open("rb") as stream:
            return stream.read(most + 1)
    except OSError as error:
        raise cannot_read(path, error) from None


def cannot_read(path: Path, error: OSError) -> InputError:
    """What to say of a file that cannot be opened."""
    if isinstance(error, FileNotFoundError):
        return fault(Text("There is no file %(path)s", {"path": path}))
    if isinstance(error, IsADirectoryError):
        return fault(Text("%(path)s is a folder: name a file", {"path": path}))
    return fault(Text("%(path)s cannot be read: %(why)s", {"path": path, "why": error.strerror}))


def write_text(path: Path, text: str, *, made_from: Path | None = None) -> None:
    """Write a file as a whole or not at all, never over the one it was made from. Raises InputError where it cannot."""
    if made_from is not None and path.exists() and path.samefile(made_from):
        raise fault(Text("%(path)s would be overwritten by what is made from it: name another file", {"path": path}))
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise _cannot_write(path, error) from None
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        os.chmod(name, 0o666 & ~_umask())
        os.replace(name, path)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise _cannot_write(path, error) from None


def _cannot_write(path: Path, error: OSError) -> InputError:
    return fault(Text("%(path)s cannot be written: %(why)s", {"path": path, "why": error.strerror}))


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
