"""The words of a decision chain in the reader's language: stances and steps."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from highground.core.chain.explanations import percent
from highground.core.text import Text
from highground.kit.language import translate

__all__ = ["FIVE_STEPS", "STANCES", "STANCE_CODES", "percent", "step_lanes", "step_word"]

STANCES: Mapping[str, Text] = MappingProxyType(
    {
        "coach": Text("coach"),
        "strong": Text("strong support"),
        "support": Text("support"),
        "neutral": Text("neutral"),
        "against": Text("against"),
        "unknown": Text("not known"),
    }
)
STANCE_CODES: Mapping[str, str] = MappingProxyType(
    {"coach": "+3", "strong": "+2", "support": "+1", "neutral": "0", "against": "−1", "unknown": "?"}
)
FIVE_STEPS: Mapping[str, Text] = MappingProxyType(
    {
        "initiate": Text("Initiate"),
        "need": Text("Need and budget"),
        "source": Text("Source and compare"),
        "decide": Text("Decide and sign"),
        "evaluate": Text("Evaluate the result"),
    }
)
"""The default preset of purchase steps (R47), by the names that chain files use for them."""


def step_word(step: str) -> str:
    """A step by its preset name, or as it was written.

    >>> step_word("decide"), step_word("Vorstand")
    ('Decide and sign', 'Vorstand')
    """
    return translate(FIVE_STEPS[step]) if step in FIVE_STEPS else step


def step_lanes(steps: list[str]) -> list[str]:
    """All five steps where only steps of the preset are used, else the steps as they are.

    >>> step_lanes(["decide"])
    ['initiate', 'need', 'source', 'decide', 'evaluate']
    >>> step_lanes(["Prüfung", "decide"])
    ['Prüfung', 'decide']
    """
    if set(steps) <= set(FIVE_STEPS):
        return list(FIVE_STEPS)
    return steps
