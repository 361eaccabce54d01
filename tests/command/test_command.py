"""The command as its users meet it: exit codes, languages, files written or not, real logs."""

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from defusedxml import ElementTree

from highground.core.files.chain_file import read_chain

COMMAND = str(Path(sys.executable).with_name("highground"))
APPROVALS = Path(__file__).resolve().parents[3] / "shared" / "data" / "approvals"
needs_logs = pytest.mark.skipif(not APPROVALS.exists(), reason="needs ../shared/data/approvals, not on this machine")

GOOD = """highground: 1
opportunity: 3G network
people: [{id: cto, name: 王芳, stance: support}, {id: cfo, name: 李强}]
chain: [{step: decide, gates: [{name: board, rule: {all: [cto, cfo]}}]}]
"""
BAD = GOOD.replace("all: [cto, cfo]", "at_least: 3, of: [cto, who]")


def run(*arguments: str | Path, lang: str = "C.UTF-8", folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "LANG": lang}
    return subprocess.run(
        [COMMAND, *map(str, arguments)], capture_output=True, text=True, env=environment, cwd=folder, check=False
    )


@pytest.fixture
def good(tmp_path: Path) -> Path:
    file = tmp_path / "deal.yaml"
    file.write_text(GOOD, encoding="utf-8")
    return file


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    file = tmp_path / "bad.yaml"
    file.write_text(BAD, encoding="utf-8")
    return file


def test_a_file_in_order_is_said_to_be(good: Path) -> None:
    result = run("chain", "check", good)
    assert result.returncode == 0
    assert "2 people, 1 gate" in result.stdout


@pytest.mark.parametrize("command", ["check", "analyse", "draw"])
def test_a_faulty_file_is_named_with_all_lines_and_nothing_is_written(command: str, bad: Path, tmp_path: Path) -> None:
    picture = tmp_path / "picture.svg"
    output: list[str | Path] = ["-o", picture] if command == "draw" else []
    result = run("chain", command, bad, *output)
    assert result.returncode == 2
    assert result.stdout == ""
    assert "2 faults. Nothing was written." in result.stderr
    assert "line 4: There is no person who under people" in result.stderr
    assert "line 4: at_least is 3 but only 2 can sign" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["bad.yaml"]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["chain", "analyse"], "FILE is missing"),
        (["chain", "analyse", "nowhere.yaml"], "There is no file nowhere.yaml"),
        (["chain", "analyse", "."], "is a folder: name a file"),
        (["chain", "analyse", "x", "--coalitions", "-1"], "--coalitions cannot be that"),
        (["chain", "analyse", "x", "--nope"], "There is no option --nope"),
        (["chain", "nope"], "No such command 'nope'"),
        (["chain", "mine", "nowhere.csv"], "There is no file nowhere.csv"),
    ],
)
def test_a_command_that_cannot_be_done_says_why_and_leaves_with_two(arguments: list[str], expected: str) -> None:
    result = run(*arguments)
    assert result.returncode == 2
    assert expected in result.stderr
    assert "Traceback" not in result.stderr


def test_a_picture_that_cannot_be_written_leaves_nothing_behind(good: Path, tmp_path: Path) -> None:
    result = run("chain", "draw", good, "-o", tmp_path / "no such folder" / "x.svg")
    assert result.returncode == 2
    assert "cannot be written" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["deal.yaml"]


def test_a_file_is_never_overwritten_by_what_is_made_from_it(good: Path) -> None:
    result = run("chain", "draw", good, "-o", good)
    assert result.returncode == 2
    assert "name another file" in result.stderr
    assert good.read_text(encoding="utf-8") == GOOD


def test_json_has_the_promised_keys_and_no_others(good: Path) -> None:
    found = json.loads(run("chain", "analyse", good, "--format", "json").stdout)
    assert set(found) == {
        *("chance", "gates", "people", "winning", "winning_cut", "blocking", "blocking_cut", "order", "notes"),
    }
    assert set(found["chance"]) == {"p", "low", "high", "label_low", "label_high", "calibrated"}
    assert set(found["gates"][0]) == {"step", "gate", "p_given_before", "skipped"}
    assert set(found["people"][0]) == {
        *("id", "p", "p_effective", "birnbaum", "shapley", "banzhaf", "banzhaf_raw", "veto", "dummy", "up", "down"),
    }
    assert set(found["winning"][0]) == set(found["blocking"][0]) == {"people", "p"}
    assert set(found["order"][0]) == {"id", "reason"}


def test_no_coalitions_are_listed_when_none_are_asked_for(good: Path) -> None:
    found = json.loads(run("chain", "analyse", good, "--format", "json", "--coalitions", "0").stdout)
    assert (found["winning"], found["winning_cut"]) == ([], True)
    assert (found["blocking"], found["blocking_cut"]) == ([], True)


def test_the_language_follows_the_option_before_the_environment(good: Path) -> None:
    assert "Chance of yes 39%" in run("chain", "analyse", good).stdout
    assert "成交机会 39%" in run("chain", "analyse", good, lang="zh_CN.UTF-8").stdout
    assert "成交机会 39%" in run("--lang", "zh", "chain", "analyse", good).stdout
    assert "Chance of yes 39%" in run("--lang", "en", "chain", "analyse", good, lang="zh_CN.UTF-8").stdout


def test_faults_and_help_are_in_chinese_too(bad: Path) -> None:
    faults = run("--lang", "zh", "chain", "check", bad).stderr
    assert "第 4 行" in faults
    assert "Nothing" not in faults
    assert "决策链" in run("--lang", "zh", "--help").stdout


def test_the_example_analyses_telfort_and_writes_its_picture(tmp_path: Path) -> None:
    result = run("chain", "example", folder=tmp_path)
    assert result.returncode == 0
    assert "[src]" in result.stdout
    ElementTree.parse(tmp_path / "telfort.svg")


def test_the_example_gives_the_same_figures_in_both_languages(tmp_path: Path) -> None:
    from highground.apps.demo.example import telfort
    from highground.core.chain import analyse
    from highground.kit.language import activate

    figures = []
    for language in ("en", "zh"):
        activate(language)
        try:
            analysis = analyse(telfort())
        finally:
            activate("en")
        figures.append((analysis.chance, [person.shapley for person in analysis.people]))
    assert figures[0] == figures[1]


@needs_logs
def test_mining_the_expense_log_gives_the_published_counts_and_a_chain_file(tmp_path: Path) -> None:
    chain = tmp_path / "mined.yaml"
    result = run("chain", "mine", APPROVALS / "DomesticDeclarations.xes.gz", "-o", chain)
    lines = result.stdout.splitlines()
    for gate, yes, no, refused in (
        ("ADMINISTRATION", "8,061", "936", "10.40%"),
        ("PRE_APPROVER", "685", "86", "11.15%"),
        ("BUDGET OWNER", "2,747", "57", "2.03%"),
        ("SUPERVISOR", "9,999", "286", "2.78%"),
    ):
        line = next(line for line in lines if line.startswith(gate) and yes in line.split())
        assert no in line.split()
        assert refused in line.split()
    assert "never approved: 419 (4.05%)" in result.stdout
    mined = read_chain(chain.read_bytes())
    after = {gate.name: gate.after for gate in mined.steps[0].gates}
    assert after["BUDGET OWNER"] == ("ADMINISTRATION",)
    assert "BUDGET OWNER" in after["SUPERVISOR"]
    assert run("chain", "analyse", chain).returncode == 0


@needs_logs
@pytest.mark.parametrize(("log", "told"), [("receipt.csv", "1,434 cases"), ("PurchasingExample.csv", "413 of 608")])
def test_logs_of_other_kinds_are_mined_too(log: str, told: str) -> None:
    result = run("chain", "mine", APPROVALS / log)
    assert result.returncode == 0
    assert told in result.stdout


@needs_logs
def test_the_backtest_stands_beside_the_base_rate() -> None:
    result = run("chain", "backtest", APPROVALS / "DomesticDeclarations.xes.gz")
    assert result.returncode == 0
    assert "Brier" in result.stdout
    assert "Base rate 89%" in result.stdout


@needs_logs
@pytest.mark.parametrize("packed", [True, False])
def test_a_log_cut_in_half_is_refused_and_nothing_is_written(packed: bool, tmp_path: Path) -> None:
    data = (APPROVALS / "DomesticDeclarations.xes.gz").read_bytes()
    if not packed:
        data = gzip.decompress(data)
    log, chain = tmp_path / "half.xes", tmp_path / "chain.yaml"
    log.write_bytes(data[: len(data) // 2])
    result = run("chain", "mine", log, "-o", chain)
    assert result.returncode == 2
    assert "Nothing was written" in result.stderr
    assert "Traceback" not in result.stderr
    assert not chain.exists()
