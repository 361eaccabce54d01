"""What must hold, and what follows, once an operation has written all its rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from highground.kit.actor import Actor
from highground.kit.rows import Row, Written

R = TypeVar("R", bound=Row)
Settle = Callable[[Sequence[Written[R]], Actor], None]

_SETTLING: dict[type[Row], list[Settle[Any]]] = {}


def settles(model: type[R]) -> Callable[[Settle[R]], Settle[R]]:
    """Have a function called with all rows of a kind that an operation of the actor wrote.

    It checks what must hold (and raises a Problem or InputError), or brings in step what follows from the rows. It runs
    for undo as well, so an undo cannot leave behind what the operation would have refused.
    """

    def register(function: Settle[R]) -> Settle[R]:
        _SETTLING.setdefault(model, []).append(function)
        return function

    return register


def settle(written: Sequence[Written[Any]], actor: Actor) -> None:
    """Let every kind of row that was written settle."""
    for model in dict.fromkeys(type(change.row) for change in written):
        for function in _SETTLING.get(model, ()):
            function([change for change in written if type(change.row) is model], actor)
