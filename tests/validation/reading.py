"""Roll calls of the US Senate as Voteview records them.

Two columns are never used to predict: `nominate_mid_*` and `prob` were fitted to the very votes that would be
foretold. The president's announced positions stand among the votes; he has no vote, so they are left out.
"""

from __future__ import annotations

import csv
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from tests.validation.data import ROLL_CALLS

Floats = NDArray[np.float64]
Votes = NDArray[np.int8]
Bools = NDArray[np.bool_]
Ints = NDArray[np.intp]

YEA, NAY, SILENT, NOT_A_MEMBER = 1, 0, -1, -2
PRESIDENT = 99912
REPUBLICAN = "200"

EARLIER_SHARE = 0.7
INNER_START = 200
"""Settings are chosen by foretelling the earlier roll calls from this one on, each from those before it."""

KINDS = ("question", "question and subject")

AGREED = ("Agreed", "Passed", "Confirmed", "Sustained", "Well Taken")
WHOLE_MATTER = (
    "Nomination",
    "Cloture Motion",
    "Cloture on the Motion to Proceed",
    "Motion to Proceed",
    "Passage of the Bill",
    "Joint Resolution",
    "Conference Report",
    "Concurrent Resolution",
    "Resolution",
    "Resolution of Ratification",
)
"""Questions whose yes furthers the bill or nomination as a whole. Amendments and motions to table have their own."""


@dataclass(frozen=True)
class RollCall:
    """One roll call as far as it is known before the vote, and `passed`, which is not."""

    number: int
    day: date
    bill: str
    question: str
    passed: bool

    @property
    def subject(self) -> str:
        if self.bill.startswith("PN"):
            return "nomination"
        return "treaty" if self.bill.startswith("TREATY") else "legislation"

    @property
    def matter(self) -> str:
        """Roll calls on the same matter: on the whole of one bill, or one kind of question about it."""
        return f"{self.bill} {'whole' if self.question in WHOLE_MATTER else self.question}"

    @property
    def needs(self) -> str:
        """The majority the rules ask for.

        Cloture on anything but a nomination takes 60 of those sworn. (On Supreme Court nominees it did so until
        2017-04-06, before the first roll call that is scored here.) Waivers of the Budget Act take 60 as well, but
        stand in the data as plain motions and are taken for such.
        """
        if self.question.startswith("Cloture") and self.subject != "nomination":
            return "sixty"
        return "two thirds" if self.question == "Resolution of Ratification" else "majority"


@dataclass(frozen=True, eq=False)
class Senate:
    """Roll calls in order, votes as (roll calls, senators), parties as (2, senators), and indices of what is alike."""

    roll_calls: tuple[RollCall, ...]
    names: tuple[str, ...]
    votes: Votes
    parties: Floats
    kinds: dict[str, Ints]
    matters: Ints
    days: Floats

    @property
    def passed(self) -> Bools:
        return np.array([one.passed for one in self.roll_calls])

    @property
    def inner(self) -> range:
        """The stretch of the earlier part that settings are chosen by."""
        return range(INNER_START, self.later.start)

    @property
    def later(self) -> range:
        return range(int(len(self.roll_calls) * EARLIER_SHARE), len(self.roll_calls))


def read_rows(name: str) -> list[dict[str, str]]:
    with (ROLL_CALLS / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@lru_cache(maxsize=1)
def read_senate() -> Senate:
    roll_calls = tuple(_roll_call(row) for row in read_rows("S115_rollcalls.csv"))
    members = [row for row in read_rows("S115_members.csv") if int(row["icpsr"]) != PRESIDENT]
    column = {int(row["icpsr"]): i for i, row in enumerate(members)}
    votes = np.full((len(roll_calls), len(members)), NOT_A_MEMBER, dtype=np.int8)
    for row in read_rows("S115_votes.csv"):
        senator = int(float(row["icpsr"]))
        if senator != PRESIDENT:
            votes[int(row["rollnumber"]) - 1, column[senator]] = _cast(int(row["cast_code"]))
    republican = np.array([row["party_code"] == REPUBLICAN for row in members])
    plain, fine = KINDS
    return Senate(
        roll_calls=roll_calls,
        names=tuple(row["bioname"] for row in members),
        votes=votes,
        parties=np.array([republican, np.logical_not(republican)], dtype=np.float64),
        kinds={
            plain: numbered(one.question for one in roll_calls),
            fine: numbered((one.question, one.subject) for one in roll_calls),
        },
        matters=numbered(one.matter for one in roll_calls),
        days=np.array([float(one.day.toordinal()) for one in roll_calls]),
    )


def numbered(labels: Iterable[Hashable]) -> Ints:
    """The same number for the same label, from 0 in order of appearance."""
    seen: dict[Hashable, int] = {}
    return np.array([seen.setdefault(label, len(seen)) for label in labels], dtype=np.intp)


def _roll_call(row: dict[str, str]) -> RollCall:
    result = row["vote_result"]
    return RollCall(
        number=int(row["rollnumber"]),
        day=date.fromisoformat(row["date"]),
        bill=row["bill_number"],
        question=row["vote_question"].removeprefix("On ").removeprefix("the "),
        passed=any(word in result for word in AGREED) and "Not Sustained" not in result,
    )


def _cast(code: int) -> int:
    """Voteview: 1–3 yea, 4–6 nay, 7–9 not voting."""
    if code <= 3:
        return YEA
    return NAY if code <= 6 else SILENT
