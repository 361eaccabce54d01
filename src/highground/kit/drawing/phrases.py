"""Sentences one after the other."""

from __future__ import annotations

from collections.abc import Sequence

from highground.kit.language import current


def running_text(sentences: Sequence[str]) -> str:
    """Whole sentences one after the other; Chinese puts no space between them."""
    return ("" if current() == "zh_Hans" else " ").join(sentences)
