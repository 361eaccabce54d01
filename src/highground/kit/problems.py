"""What can stop a request: one shape for the page, the API (RFC 9457) and the command line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from highground.core.faults import InputError
from highground.core.text import Text


class Problem(Exception):
    """Something that stops what was asked, with what happened and what to do next.

    `code` is stable and never translated; `status` is the HTTP status.
    """

    code: ClassVar[str] = "problem"
    status: ClassVar[int] = 500
    title: ClassVar[Text] = Text("Something went wrong on our side. Nothing was changed.")
    next_step: ClassVar[Text] = Text("Try once more; if it happens again, tell whoever runs this workspace.")

    def __init__(self, detail: Text | None = None) -> None:
        self.detail = detail
        super().__init__(str(detail or self.title))


class NotFound(Problem):
    """There is no such thing, or this reader may not know of it: the two are told alike."""

    code = "not_found"
    status = 404
    title = Text("There is nothing here, or it is not shared with you")
    next_step = Text("Check the address, or ask the account manager to add you to the account team.")


class Forbidden(Problem):
    """The reader may see this but not do that."""

    code = "forbidden"
    status = 403
    title = Text("Your role does not include this")
    next_step = Text("An administrator of this workspace can change your role.")

    def __init__(self, permission: str = "", detail: Text | None = None) -> None:
        self.permission = permission
        super().__init__(detail)


class Conflict(Problem):
    """What was asked does not fit what is there now."""

    code = "conflict"
    status = 409
    title = Text("This does not fit what is there now. Nothing was changed.")
    next_step = Text("Open it again, look at what changed, and decide.")


class InUse(Conflict):
    """What was to be taken out has something hanging on it."""

    code = "in_use"
    title = Text("Something was recorded since that hangs on this, so it stays")
    next_step = Text("Take that out first; an account can be archived instead.")


class AlreadyThere(Conflict):
    """The same is there already."""

    code = "already_there"
    title = Text("This is there already, or does not go with what is there. Nothing was changed.")
    next_step = Text("Open it again and change the one that is there.")


class EditConflict(Conflict):
    """Somebody else saved the same record first; `theirs` and `mine` hold the fields that differ."""

    code = "edit_conflict"
    title = Text("Somebody else saved this first. Nothing of theirs or yours is lost.")
    next_step = Text("Compare the two versions and keep what is right.")

    def __init__(self, row: Any, theirs: Mapping[str, Any], mine: Mapping[str, Any]) -> None:
        self.row = row
        self.theirs = theirs
        self.mine = mine
        super().__init__()


class Invalid(Problem):
    """What was sent cannot be used; `faults` says everything that is wrong with it."""

    code = "invalid"
    status = 422
    title = Text("This cannot be used as it is. Nothing was changed.")
    next_step = Text("Correct it and send it again.")

    def __init__(self, error: InputError) -> None:
        self.faults = error.faults
        super().__init__(error.faults[0].text if error.faults else None)


def as_problem(error: Exception) -> Problem:
    """The problem behind any exception; what nobody foresaw becomes a plain Problem.

    >>> as_problem(NotFound()).status
    404
    """
    if isinstance(error, Problem):
        return error
    return Invalid(error) if isinstance(error, InputError) else Problem()
