"""A workspace of a test's own, used as people use it: through the command, each time in a fresh process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

COMMAND = str(Path(sys.executable).with_name("highground"))
ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Workspace:
    """A data folder and, where it is not SQLite, the address of a database."""

    folder: Path
    url: str

    @classmethod
    def made(cls, folder: Path, url: str) -> Workspace:
        """A workspace whose tables are there."""
        workspace = cls(folder, url)
        assert workspace.run("migrate").returncode == 0
        return workspace

    @property
    def environment(self) -> dict[str, str]:
        """What its processes are given."""
        return {
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "HIGHGROUND_DATA": str(self.folder),
            "HIGHGROUND_DATABASE_URL": self.url,
        }

    def run(self, *arguments: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
        """Run `highground`; `more` adds to the environment."""
        return subprocess.run(
            [COMMAND, *map(str, arguments)],
            capture_output=True,
            text=True,
            env=self.environment | more,
            check=False,
        )

    def start(self, module: str, *arguments: str) -> subprocess.Popen[str]:
        """Start a module of the tests in it, without waiting."""
        return subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def told(self, module: str, *arguments: str) -> str:
        """What a module of the tests prints."""
        process = self.start(module, *arguments)
        out, err = process.communicate()
        assert process.returncode == 0, err
        return out

    def rows(self) -> dict[str, list[list[Any]]]:
        """Every row of every table."""
        found: dict[str, list[list[Any]]] = json.loads(self.told("tests.databases.dump"))
        return found
