"""`highground chain example`: the Telfort case, analysed and drawn."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from highground.apps.chains.drawing import draw_chain
from highground.apps.chains.report import show_analysis
from highground.core.chain import Chain, analyse
from highground.core.files.chain_file import read_chain
from highground.kit.console import input_faults, say
from highground.kit.language import _, current
from highground.kit.paths import write_text

PICTURE = Path("telfort.svg")


def chain_example() -> None:
    """Analyse the shipped Telfort case and write its picture."""
    analysis = analyse(telfort())
    show_analysis(analysis)
    with input_faults(PICTURE):
        write_text(PICTURE, draw_chain(analysis))
    say()
    say(_("Drawn: %(path)s") % {"path": PICTURE})


def telfort() -> Chain:
    """The Telfort case in the language in use."""
    name = f"telfort.{current()}.yaml"
    return read_chain(resources.files("highground.apps.demo").joinpath(name).read_bytes())
