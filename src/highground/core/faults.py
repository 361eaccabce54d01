"""Faults: what is wrong with an input, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from highground.core.text import Text


@dataclass(frozen=True)
class Fault:
    """One thing wrong with an input. `line` counts from 1; None where a line says nothing."""

    text: Text
    line: int | None = None

    def __str__(self) -> str:
        return str(self.text) if self.line is None else f"line {self.line}: {self.text}"


class InputError(ValueError):
    """An input that cannot be used, with all its faults at once.

    >>> str(InputError([Fault(Text("no gate"), line=3), Fault(Text("no people"))]))
    'line 3: no gate; no people'
    """

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(str(fault) for fault in self.faults))


def fault(text: Text, line: int | None = None) -> InputError:
    """An InputError with a single fault, ready to raise."""
    return InputError([Fault(text, line)])
