"""Names that must differ: the second of a name gets a number."""

from __future__ import annotations

from collections.abc import Container


class FreeNames:
    """Gives names that are not taken; the second of a name gets a number.

    >>> FreeNames({"会计": 1}).of("会计")
    '会计 (2)'
    """

    def __init__(self, taken: Container[str]) -> None:
        self.taken = taken
        self.numbers: dict[str, int] = {}

    def of(self, name: str) -> str:
        """The name itself or, where it is taken, with the next free number."""
        free = name
        while free in self.taken:
            self.numbers[name] = self.numbers.get(name, 1) + 1
            free = f"{name} ({self.numbers[name]})"
        return free
