"""What the ground floor may load, seen from a fresh interpreter."""

import json
import subprocess
import sys

BARRED = {
    *("django", "http", "urllib.request", "socket", "ssl", "asyncio", "tkinter", "requests", "httpx"),
    *("typer", "click", "rich", "gettext", "sqlite3", "duckdb"),
}
LOADED = """
import sys, json
import highground.core, highground.core.chain, highground.core.chain.mining
import highground.core.files.chain_file, highground.core.files.chain_writer, highground.core.files.event_log
print(json.dumps(sorted(sys.modules)))
"""
NUMPY = "import sys, json, numpy, yaml, defusedxml.sax; print(json.dumps(sorted(sys.modules)))"


def modules_after(code: str) -> set[str]:
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(json.loads(result.stdout))


def test_the_core_loads_no_framework_network_or_terminal() -> None:
    own = modules_after(LOADED) - modules_after(NUMPY)
    assert "highground.core.chain.analysis" in own
    assert not own & BARRED


def test_the_core_never_loads_another_floor() -> None:
    floors = {name.split(".")[1] for name in modules_after(LOADED) if name.startswith("highground.")}
    assert floors == {"core"}
