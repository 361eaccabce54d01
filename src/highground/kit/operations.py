"""The one write path: permission, transaction and audit around every function that changes a record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

from django.db import IntegrityError, transaction

from highground.core.text import Text
from highground.kit.actor import Actor
from highground.kit.audit.trail import append, hold
from highground.kit.problems import AlreadyThere
from highground.kit.settling import settle
from highground.kit.work import Work

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class Operation:
    """One thing people can do: its stable name, who may, and how the activity list tells it.

    `says` has the slots %(actor)s and %(subject)s. `permission` is None where everybody signed in may.
    What a personal operation wrote is undone by the same person alone.
    """

    name: str
    permission: str | None
    says: Text
    run: Callable[..., Done[Any]]
    is_reversible: bool = True
    is_personal: bool = False


@dataclass(frozen=True)
class Done(Generic[T]):
    """What an operation gave, and its number in the audit trail (None: nothing had to be changed)."""

    value: T
    entry: int | None


OPERATIONS: dict[str, Operation] = {}
"""Every operation by name; filled as the subjects' services are imported."""


def operation(
    name: str, *, permission: str | None, says: Text, reversible: bool = True, personal: bool = False
) -> Callable[[Callable[Concatenate[Work, P], T]], Callable[Concatenate[Actor, P], Done[T]]]:
    """Make a function an operation: called with an Actor, it gets a Work and runs as a whole or not at all.

    The permission is checked first; then the function writes through the Work, every row it touched settles, and one
    entry joins the audit trail, all in one transaction. One operation writes at a time, so that what it checked still
    holds when it writes. Raises Forbidden, AlreadyThere, or whatever Problem the function raises.
    """

    def register(function: Callable[Concatenate[Work, P], T]) -> Callable[Concatenate[Actor, P], Done[T]]:
        @wraps(function)
        def run(actor: Actor, /, *args: P.args, **kwargs: P.kwargs) -> Done[T]:
            if permission is not None:
                actor.require(permission)
            work = Work(actor)
            try:
                with transaction.atomic():
                    hold()
                    value = function(work, *args, **kwargs)
                    settle(work.changes, actor)
                    entry = append(name, work) if work.changes else None
            except IntegrityError:
                raise AlreadyThere from None
            if actor.memory is not None:
                actor.memory.clear()
            return Done(value, entry)

        if name in OPERATIONS:
            raise ValueError(f"two operations are called {name}")
        OPERATIONS[name] = Operation(name, permission, says, run, reversible, personal)
        return run

    return register
