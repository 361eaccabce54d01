"""No message is put together before it is looked up: ruff says so while typing, our own check says the rest."""

import json
import subprocess
import sys

import pytest

from tests.language.calls import unreadable_messages
from tests.language.source import KEYWORDS, SOURCE

PUT_TOGETHER = {"INT001": 'f"{x} gate"', "INT002": '"{} gate".format(x)', "INT003": '"%s gate" % x'}


def test_no_message_of_the_source_is_put_together() -> None:
    faults = [
        f"{path}:{line}: {fault}"
        for path in sorted(SOURCE.rglob("*.py"))
        for line, fault in unreadable_messages(path.read_text("utf-8"))
    ]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("name", KEYWORDS)
@pytest.mark.parametrize("message", PUT_TOGETHER.values())
def test_every_argument_that_is_a_message_is_looked_at(name: str, message: str) -> None:
    places = [index for index in KEYWORDS[name] if isinstance(index, int)]
    for place in places:
        arguments = ['"gate"'] * (max(places) + 1)
        arguments[place - 1] = message
        assert list(unreadable_messages(f"{name}({', '.join(arguments)})"))


@pytest.mark.parametrize(
    "source", ['_("%s gate") % x', 'Text("%(x)s", {"x": f"{x}"})', "_(x)", 'pgettext("a" "b", "c")', 'f"{x}".format(x)']
)
def test_what_is_right_passes(source: str) -> None:
    assert list(unreadable_messages(source)) == []


def test_a_name_that_is_not_collected_is_a_fault() -> None:
    assert list(unreadable_messages("from django.utils.translation import gettext_lazy as __"))
    assert not list(unreadable_messages("from django.utils.translation import gettext_lazy as _"))


def test_ruff_knows_every_function_that_takes_a_message() -> None:
    bad = "".join(f"{name}({message})\n" for name in KEYWORDS for message in PUT_TOGETHER.values())
    ruff = [sys.executable, "-m", "ruff", "check", "--select", "INT", "--output-format", "json"]
    result = subprocess.run(
        [*ruff, "--stdin-filename", str(SOURCE / "bad.py"), "-"],
        input=bad,
        capture_output=True,
        text=True,
        check=False,
    )
    assert [fault["code"] for fault in json.loads(result.stdout)] == list(PUT_TOGETHER) * len(KEYWORDS)
