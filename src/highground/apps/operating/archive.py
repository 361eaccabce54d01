"""The file of a backup: a zip of one JSON-lines file a table, and manifest.json with their sizes and digests."""

from __future__ import annotations

import hashlib
import json
import os
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO, Self

from highground.core.faults import InputError, fault
from highground.core.text import Text

FORMAT = 1
MANIFEST = "manifest.json"
MANIFEST_BYTES = 2**20
LINE_BYTES = 64 * 2**20
"""The longest row that is read: more than any row this program writes."""
DENSEST = 200
"""So many bytes a backup may hold for one of its own; real ones hold some 10. Past it, the file is a zip bomb."""
SMALL = 16 * 2**20
"""Below this size nothing is too dense."""
TOLD_EVERY = 1000
"""Rows between two words to the progress bar."""
Counted = Callable[[int], None]


@dataclass(frozen=True)
class TablePart:
    """One table in the backup."""

    rows: int
    bytes: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What a backup holds and where it comes from."""

    version: str
    made_at: str
    migrations: Mapping[str, list[str]]
    tables: Mapping[str, TablePart]
    numbers: Mapping[str, int]
    entries: int
    seal: str
    trail_faults: int
    format: int = FORMAT

    @property
    def rows(self) -> int:
        """Rows of all tables together."""
        return sum(part.rows for part in self.tables.values())


class Writer:
    """Puts tables into a new backup, one after another."""

    def __init__(self, target: BinaryIO) -> None:
        self._zip = zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6)
        self.parts: dict[str, TablePart] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        """Finish the file."""
        self._zip.close()

    def table(self, label: str, lines: Iterable[bytes], counted: Counted) -> None:
        """Add a table; `counted` is told the rows written so far."""
        digest, rows, size = hashlib.sha256(), 0, 0
        with self._zip.open(_member(label), "w", force_zip64=True) as stream:
            for line in lines:
                stream.write(line)
                digest.update(line)
                rows, size = rows + 1, size + len(line)
                if rows % TOLD_EVERY == 0:
                    counted(rows)
        self.parts[label] = TablePart(rows, size, digest.hexdigest())

    def describe(self, manifest: Manifest) -> None:
        """Add the manifest, after all tables."""
        self._zip.writestr(MANIFEST, json.dumps(asdict(manifest), ensure_ascii=False, indent=1))


class Reader:
    """A backup that is read. Every fault of the file is an InputError; nothing in it is trusted before `check`."""

    def __init__(self, source: BinaryIO, size: int) -> None:
        with _readable():
            self._zip = zipfile.ZipFile(source)
            self._size = size
            self.manifest = self._manifest()

    def check(self, counted: Counted) -> None:
        """Read everything once and compare it with the manifest; `counted` is told the bytes read so far."""
        self._check_members()
        done = 0
        for label, part in self.manifest.tables.items():
            digest, rows, size = hashlib.sha256(), 0, 0
            for line in self.lines(label):
                digest.update(line)
                rows, size = rows + 1, size + len(line)
                if rows % TOLD_EVERY == 0:
                    counted(done + size)
            done += size
            if TablePart(rows, size, digest.hexdigest()) != part:
                raise fault(Text("%(table)s was changed after the backup was made", {"table": label}))

    def lines(self, label: str) -> Iterator[bytes]:
        """The rows of a table, a line each."""
        with _readable(), self._zip.open(_member(label)) as stream:
            while line := stream.readline(LINE_BYTES + 1):
                if len(line) > LINE_BYTES:
                    raise fault(Text("%(table)s holds a row that cannot be read", {"table": label}))
                yield line

    def _manifest(self) -> Manifest:
        if MANIFEST not in self._zip.namelist():
            raise _foreign()
        if self._zip.getinfo(MANIFEST).file_size > MANIFEST_BYTES:
            raise _foreign()
        with self._zip.open(MANIFEST) as stream:
            content = json.loads(stream.read(MANIFEST_BYTES + 1))
        return _as_manifest(content)

    def _check_members(self) -> None:
        members = self._zip.infolist()
        wanted = {_member(label): part.bytes for label, part in self.manifest.tables.items()}
        found = {member.filename: member.file_size for member in members if member.filename != MANIFEST}
        if found != wanted or len(members) != len(wanted) + 1:
            raise fault(Text("It does not hold the tables its manifest names: it was cut off or changed"))
        total = sum(wanted.values())
        if total > SMALL and total > DENSEST * self._size:
            raise fault(Text("It would unpack to far more than a backup can: it was not made by Highground"))


def _as_manifest(content: Any) -> Manifest:
    """The manifest. Raises InputError where it is not ours, or of a format not known here."""
    if not isinstance(content, dict) or not isinstance(content.get("format"), int):
        raise _foreign()
    if content["format"] != FORMAT:
        raise fault(
            Text("It was made by a newer version, %(version)s: install that one", {"version": content.get("version")})
        )
    parts = {str(label): TablePart(**part) for label, part in dict(content.pop("tables")).items()}
    manifest = Manifest(tables=parts, **content)
    strings = (manifest.version, manifest.made_at, manifest.seal)
    numbers = (manifest.entries, manifest.trail_faults, *manifest.numbers.values())
    if not all(isinstance(value, str) for value in strings) or not all(type(value) is int for value in numbers):
        raise _foreign()
    if any(type(value) is not int for part in parts.values() for value in (part.rows, part.bytes)):
        raise _foreign()
    return manifest


@contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except InputError:
        raise
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, NotImplementedError, RuntimeError):
        raise fault(Text("It is damaged, cut off, or no backup made by Highground")) from None
    except (ValueError, TypeError, KeyError, AttributeError):
        raise _foreign() from None


def _foreign() -> InputError:
    return fault(Text("It is no backup made by Highground"))


def _member(label: str) -> str:
    return f"tables/{label}.jsonl"


@contextmanager
def new_file(path: Path, *, force: bool) -> Iterator[BinaryIO]:
    """Write a file that only its owner reads, as a whole or not at all. Raises InputError where it cannot be."""
    refuse_existing(path, force=force)
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise _cannot_write(path, error) from None
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        refuse_existing(path, force=force)
        os.replace(name, path)
    except OSError as error:
        raise _cannot_write(path, error) from None
    finally:
        Path(name).unlink(missing_ok=True)


def refuse_existing(path: Path, *, force: bool) -> None:
    """Raise InputError where something is there already and `force` does not allow to replace it."""
    if path.is_dir():
        raise fault(Text("%(path)s is a folder: name a file", {"path": path}))
    if path.exists() and not force:
        raise fault(Text("%(path)s is there already: name another file, or add --force", {"path": path}))


def _cannot_write(path: Path, error: OSError) -> InputError:
    return fault(Text("%(path)s cannot be written: %(why)s", {"path": path, "why": error.strerror}))
