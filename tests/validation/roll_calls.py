"""Roll calls of the US Senate: a chain "51 of 100" learnt on the earlier ones foretells the later ones.

`python -m tests.validation.roll_calls` prints the tables of docs/en/explanation/validation.md. Every prediction uses
the roll calls before it and nothing else; settings are chosen inside the earlier part alone.

Two columns of the data are never used to predict: `nominate_mid_*` and `prob` were fitted to the very votes that
would be foretold. The president's announced positions stand among the votes; he has no vote, so they are left out.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import product
from math import exp, log
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from highground.core.chain import AtLeast, Chain, ChainModel, Gate, Opinion, Person, Sign, Step
from highground.core.chain.calibration import brier_score, log_loss, reliability_bins, spiegelhalter

Floats = NDArray[np.float64]
Votes = NDArray[np.int8]
Bools = NDArray[np.bool_]
Ints = NDArray[np.intp]

FOLDER = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "roll_calls"

YEA, NAY, SILENT, NOT_A_MEMBER = 1, 0, -1, -2
PRESIDENT = 99912
REPUBLICAN = "200"

EARLIER_SHARE = 0.7
INNER_START = 200
"""Settings are chosen by foretelling the earlier roll calls from this one on, each from those before it."""

KINDS = ("question", "question and subject")
PARTY_WEIGHTS = (2.0, 8.0, 32.0)
SENATOR_WEIGHTS = (8.0, 32.0, 128.0)
MATTER_WEIGHTS = (0.25, 0.5, 1.0, 2.0)
HALF_LIVES_DAYS = (None, 180.0)
RHOS = (0.0, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9)
BASE_WEIGHTS = (0.5, 2.0, 8.0)

ABSENT_WEIGHT = 20.0
GONE_AFTER = 10
"""A senator silent in so many roll calls running is taken to be away; both figures are plain choices, not tuned."""
SURE = 1e-4
"""No senator is believed to be more certain than this."""

BOUND = 1e-6
"""For the log loss chances are held this far from 0 and 1: an independent chain reaches 1 but for rounding."""

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
    def cut(self) -> int:
        """The first roll call of the later part."""
        return int(len(self.roll_calls) * EARLIER_SHARE)


@dataclass(frozen=True)
class Settings:
    """How a senator's chance is learnt: what counts as the same kind of question, and four weights in roll calls.

    `party` draws a party's share in a kind towards its overall share, `senator` draws a senator's share in a kind
    towards the party's, `matter` draws votes on the same matter towards that (None: they are not looked at).
    """

    kind: str
    party: float
    senator: float
    matter: float | None
    half_life_days: float | None


@dataclass(frozen=True)
class BaseSettings:
    """The same for the share of results: pseudo-results behind a kind, and behind a matter (None: not looked at)."""

    kind: str | None
    weight: float
    matter: float | None
    half_life_days: float | None


# --- reading ---------------------------------------------------------------------------------------------------------


def read_rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as stream:
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
    return Senate(
        roll_calls=roll_calls,
        names=tuple(row["bioname"] for row in members),
        votes=votes,
        parties=np.array([republican, np.logical_not(republican)], dtype=np.float64),
        kinds={
            "question": _numbered([one.question for one in roll_calls]),
            "question and subject": _numbered([f"{one.question} {one.subject}" for one in roll_calls]),
        },
        matters=_numbered([one.matter for one in roll_calls]),
        days=np.array([float(one.day.toordinal()) for one in roll_calls]),
    )


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


def _numbered(labels: Sequence[str]) -> Ints:
    seen: dict[str, int] = {}
    return np.array([seen.setdefault(label, len(seen)) for label in labels], dtype=np.intp)


# --- learning --------------------------------------------------------------------------------------------------------


class Record:
    """What the votes say before a given roll call. Everything is cut off at that roll call first."""

    def __init__(self, senate: Senate) -> None:
        self.senate = senate
        self.yea = (senate.votes == YEA).astype(np.float64)
        self.cast = (senate.votes >= NAY).astype(np.float64)
        of_party = np.maximum(self.cast @ senate.parties.T, 1.0)
        self.party_share = (self.yea @ senate.parties.T) / of_party

    def chances(self, at: int, settings: Settings) -> Floats:
        """Each senator's chance of a yea at roll call `at` when voting, from the roll calls before it."""
        age = self.age(at, settings.half_life_days)
        kinds = self.senate.kinds[settings.kind]
        alike = age * (kinds[:at] == kinds[at])
        overall = (age @ self.party_share[:at] + 0.5) / (age.sum() + 1)
        party = (alike @ self.party_share[:at] + settings.party * overall) / (alike.sum() + settings.party)
        chance = self._drawn(at, alike, party @ self.senate.parties, settings.senator)
        if settings.matter is not None:
            same = age * (self.senate.matters[:at] == self.senate.matters[at])
            chance = self._drawn(at, same, chance, settings.matter)
        return np.clip(chance, SURE, 1 - SURE)

    def absence(self, at: int) -> Floats:
        """Each senator's chance not to vote at roll call `at`; 1 for those who are away."""
        before = self.senate.votes[:at]
        member, silent = before > NOT_A_MEMBER, before == SILENT
        overall = silent.sum() / member.sum()
        share = (silent.sum(axis=0) + ABSENT_WEIGHT * overall) / (member.sum(axis=0) + ABSENT_WEIGHT)
        share[silent[-GONE_AFTER:].all(axis=0)] = 1.0
        result: Floats = share
        return result

    def _drawn(self, at: int, weight: Floats, towards: Floats, pseudo: float) -> Floats:
        """Beta–binomial: the weighted share of yeas drawn towards a prior worth so many answers."""
        result: Floats = (weight @ self.yea[:at] + pseudo * towards) / (weight @ self.cast[:at] + pseudo)
        return result

    def age(self, at: int, half_life_days: float | None) -> Floats:
        if half_life_days is None:
            return np.ones(at)
        days = self.senate.days
        return np.asarray(0.5 ** ((days[at] - days[:at]) / half_life_days))


def base_rates(record: Record, places: Sequence[int], settings: BaseSettings) -> Floats:
    """The share of results that were a yes before each roll call, by kind and matter as the settings say."""
    senate = record.senate
    passed = senate.passed.astype(np.float64)
    result = []
    for at in places:
        age = record.age(at, settings.half_life_days)
        p = (age @ passed[:at] + 0.5) / (age.sum() + 1)
        layers = [] if settings.kind is None else [(senate.kinds[settings.kind], settings.weight)]
        layers += [] if settings.matter is None else [(senate.matters, settings.matter)]
        for index, weight in layers:
            same = age * (index[:at] == index[at])
            p = (same @ passed[:at] + weight * p) / (same.sum() + weight)
        result.append(p)
    return np.array(result)


# --- the chain -------------------------------------------------------------------------------------------------------


def chain_of(senate: Senate, at: int, chances: Floats, absence: Floats) -> Chain:
    """The Senate at one roll call as a chain with one gate.

    A majority counts those who vote: the seats whose holder is not away. Single absences are taken to be pairs that
    cancel out. Where ties are possible the Vice President is one more, with the average chance of his party: he
    turns the outcome in a tie and only there. Sixty and two thirds: absence from 60 of those sworn is a no.
    """
    roll_call = senate.roll_calls[at]
    sworn = np.flatnonzero(senate.votes[at] > NOT_A_MEMBER)
    if roll_call.needs == "sixty":
        people = [_person(senate, i, chances[i], absent=absence[i]) for i in sworn]
        return _one_gate(people, 60)
    present = [i for i in sworn if absence[i] < 1]
    people = [_person(senate, i, chances[i]) for i in present]
    if roll_call.needs == "two thirds":
        return _one_gate(people, -(-2 * len(people) // 3))
    if len(people) % 2 == 0:
        republicans = chances[senate.parties[0] == 1]
        people.append(Person("vice president", opinion=Opinion(p=float(republicans.mean()))))
    return _one_gate(people, len(present) // 2 + 1)


def _person(senate: Senate, i: np.intp, p: float, absent: float = 0.0) -> Person:
    return Person(senate.names[i], opinion=Opinion(p=float(p)), absent=float(absent))


def _one_gate(people: Sequence[Person], need: int) -> Chain:
    rule = AtLeast(need=need, of=tuple(Sign(person=person.id) for person in people))
    return Chain(tuple(people), (Step("floor", (Gate("vote", rule),)),))


def foretell(record: Record, places: Sequence[int], settings: Settings, rhos: Sequence[float]) -> Floats:
    """The chance of a yes at each roll call under each common cause, shape (roll calls, rhos)."""
    rows = []
    for at in places:
        model = ChainModel(chain_of(record.senate, at, record.chances(at, settings), record.absence(at)))
        rows.append([model.chance_with_mood(rho) for rho in rhos])
    result: Floats = np.clip(np.array(rows), 0.0, 1.0)
    return result


# --- choosing on the earlier part ------------------------------------------------------------------------------------


def senator_scores(record: Record, places: Sequence[int], settings: Settings) -> tuple[int, float, float]:
    """Votes cast, and Brier score and log loss of the senators' chances."""
    chances, cast = senator_chances(record, places, settings)
    return len(cast), brier_score(chances, cast), log_loss(chances, cast)


def senator_chances(record: Record, places: Sequence[int], settings: Settings) -> tuple[Floats, Bools]:
    """The chance of a yea and whether it was one, for every vote that was cast."""
    chances, cast = [], []
    for at in places:
        voted = record.senate.votes[at] >= NAY
        chances.append(record.chances(at, settings)[voted])
        cast.append(record.senate.votes[at][voted] == YEA)
    return np.concatenate(chances), np.concatenate(cast)


def choose_settings(record: Record, places: Sequence[int], matter_weights: Sequence[float | None]) -> Settings:
    """The settings with the least log loss over the senators' single votes."""
    grid = (
        Settings(*values) for values in product(KINDS, PARTY_WEIGHTS, SENATOR_WEIGHTS, matter_weights, HALF_LIVES_DAYS)
    )
    return min(grid, key=lambda settings: senator_scores(record, places, settings)[2])


def choose_base(record: Record, places: Sequence[int], kind: str, matters: Sequence[float | None]) -> BaseSettings:
    """The settings with the least log loss over results."""
    grid = (BaseSettings(kind, *values) for values in product(BASE_WEIGHTS, matters, HALF_LIVES_DAYS))
    passed = record.senate.passed[list(places)]
    return min(grid, key=lambda settings: log_loss(base_rates(record, places, settings), passed))


# --- the figures -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class Learnt:
    """A way to learn the senators' chances: settings and common cause as chosen, and the later part foretold.

    `inner` holds (rho, Brier, log loss) on the inner stretch of the earlier part.
    """

    settings: Settings
    rho: float
    inner: tuple[tuple[float, float, float], ...]
    independent: Floats
    common_cause: Floats


@dataclass(frozen=True, eq=False)
class Validation:
    """Everything the page says about roll calls."""

    senate: Senate
    by_kind: Learnt
    by_matter: Learnt
    predictions: dict[str, Floats]
    outcomes: Bools
    base: tuple[BaseSettings, BaseSettings]


@lru_cache(maxsize=1)
def validate() -> Validation:
    """Chooses on the earlier part, foretells the later part once."""
    senate = read_senate()
    record = Record(senate)
    inner, later = range(INNER_START, senate.cut), range(senate.cut, len(senate.roll_calls))
    by_kind = _learn(record, inner, later, choose_settings(record, inner, [None]))
    by_matter = _learn(record, inner, later, choose_settings(record, inner, MATTER_WEIGHTS))
    kind = by_kind.settings.kind
    base = choose_base(record, inner, kind, [None]), choose_base(record, inner, kind, MATTER_WEIGHTS)
    predictions = {
        "overall": base_rates(record, later, BaseSettings(None, 0.0, None, None)),
        "kind": base_rates(record, later, base[0]),
        "kind and matter": base_rates(record, later, base[1]),
        "chain": by_kind.independent,
        "chain, rho": by_kind.common_cause,
        "chain, matter": by_matter.independent,
        "chain, matter, rho": by_matter.common_cause,
    }
    return Validation(senate, by_kind, by_matter, predictions, senate.passed[list(later)], base)


def _learn(record: Record, inner: Sequence[int], later: Sequence[int], settings: Settings) -> Learnt:
    passed = record.senate.passed[list(inner)]
    tried = foretell(record, inner, settings, RHOS)
    scores = tuple(
        (rho, brier_score(p, passed), bounded_log_loss(p, passed)) for rho, p in zip(RHOS, tried.T, strict=True)
    )
    rho = min(scores, key=lambda row: row[2])[0]
    independent, common_cause = foretell(record, later, settings, [0.0, rho]).T
    return Learnt(settings, rho, scores, independent, common_cause)


def bounded_log_loss(p: Floats, outcomes: Bools) -> float:
    """The log loss of results. Without the bound one wrong certainty would make it infinite."""
    return log_loss(np.clip(p, BOUND, 1 - BOUND), outcomes)


def brier_gain(validation: Validation, better: str, than: str, draws: int = 4000) -> tuple[float, float, float]:
    """How much lower the Brier score is, with a 5–95 % interval.

    Whole days are resampled, because votes of one day go together.
    """
    senate, passed = validation.senate, validation.outcomes
    gain = (validation.predictions[than] - passed) ** 2 - (validation.predictions[better] - passed) ** 2
    days = _numbered([str(one.day) for one in senate.roll_calls[senate.cut :]])
    total, count = np.bincount(days, gain), np.bincount(days)
    drawn = np.random.default_rng(115).integers(0, len(total), (draws, len(total)))
    means = total[drawn].sum(axis=1) / count[drawn].sum(axis=1)
    low, high = np.quantile(means, [0.05, 0.95])
    return float(gain.mean()), float(low), float(high)


def in_sample_fit() -> tuple[int, float, float]:
    """How well NOMINATE classifies the votes it was fitted to: votes, share right, geometric mean p.

    The president's positions are in, as in the published figure.
    """
    fitted = [
        float(row["prob"])
        for row in read_rows("S115_votes.csv")
        if row["prob"] not in ("", "N/A") and row["cast_code"] in ("1", "6")
    ]
    surprise = [log(max(p, 0.01) / 100) for p in fitted]
    return len(fitted), sum(p > 50 for p in fitted) / len(fitted), exp(sum(surprise) / len(surprise))


# --- tables ----------------------------------------------------------------------------------------------------------

Row = list[str]
BINNED = ("chain", "chain, rho", "chain, matter, rho", "kind")


def tables(validation: Validation) -> dict[str, list[Row]]:
    """Every table of the page by name; the first cell of a row is a label, the others are figures."""
    result = {"fit": fit_table(), "data": data_table(validation.senate), "chosen": chosen_table(validation)}
    result["results"] = results_table(validation)
    result["inner"] = inner_table(validation)
    result["senators"] = senators_table(validation)
    result["gains"] = gains_table(validation)
    for name in BINNED:
        result[f"bins {name}"] = bins_table(validation.predictions[name], validation.outcomes)
    return result


def fit_table() -> list[Row]:
    count, right, geometric = in_sample_fit()
    return [["NOMINATE in sample", f"{count:,}", f"{100 * right:.2f}%", f"{geometric:.3f}"]]


def chosen_table(validation: Validation) -> list[Row]:
    """What was chosen on the earlier part; a dash where a setting does not apply."""
    one, two = validation.by_kind, validation.by_matter
    base, base_matter = validation.base
    chosen = {
        "pseudo-votes, party": (one.settings.party, two.settings.party, None, None),
        "pseudo-votes, senator or result": (
            one.settings.senator,
            two.settings.senator,
            base.weight,
            base_matter.weight,
        ),
        "pseudo-votes, matter": (one.settings.matter, two.settings.matter, base.matter, base_matter.matter),
        "half-life in days": tuple(x.half_life_days for x in (one.settings, two.settings, base, base_matter)),
        "rho": (one.rho, two.rho, None, None),
    }
    return [[name, *("–" if x is None else f"{x:g}" for x in values)] for name, values in chosen.items()]


def data_table(senate: Senate) -> list[Row]:
    passed, cut = senate.passed, senate.cut
    nomination = np.array([one.subject == "nomination" for one in senate.roll_calls[cut:]])
    parts = {
        "earlier": passed[:cut],
        "of these, to choose settings by": passed[INNER_START:cut],
        "later": passed[cut:],
        "of these, nominations": passed[cut:][nomination],
        "of these, all else": passed[cut:][np.logical_not(nomination)],
    }
    return [[name, f"{len(part)}", f"{part.sum()}", f"{100 * part.mean():.1f}%"] for name, part in parts.items()]


def results_table(validation: Validation) -> list[Row]:
    return [[name, *scores(p, validation.outcomes)] for name, p in validation.predictions.items()]


def scores(p: Floats, outcomes: Bools) -> Row:
    test = spiegelhalter(p, outcomes)
    return [
        f"{brier_score(p, outcomes):.4f}",
        f"{bounded_log_loss(p, outcomes):.4f}",
        f"{test.z:.2f}",
        _p_value(test.p_value),
    ]


def _p_value(p: float) -> str:
    return "<0.0001" if p < 1e-4 else f"{p:.4f}"


def inner_table(validation: Validation) -> list[Row]:
    pairs = zip(validation.by_kind.inner, validation.by_matter.inner, strict=True)
    return [[f"{a[0]:.1f}", f"{a[1]:.4f}", f"{a[2]:.4f}", f"{b[1]:.4f}", f"{b[2]:.4f}"] for a, b in pairs]


def senators_table(validation: Validation) -> list[Row]:
    """The later part vote by vote. A huge senator weight leaves the party's share."""
    senate, record = validation.senate, Record(validation.senate)
    later = range(senate.cut, len(senate.roll_calls))
    plain = validation.by_kind.settings
    party = Settings(plain.kind, plain.party, 1e9, None, plain.half_life_days)
    chosen = {"party": party, "senator": plain, "senator, matter": validation.by_matter.settings}
    rows = []
    for name, settings in chosen.items():
        votes, brier, loss = senator_scores(record, later, settings)
        rows.append([name, f"{votes:,}", f"{brier:.4f}", f"{loss:.4f}"])
    return rows


def gains_table(validation: Validation) -> list[Row]:
    pairs = (
        ("chain", "kind"),
        ("chain, rho", "kind"),
        ("chain, rho", "overall"),
        ("chain, matter, rho", "kind"),
        ("chain, matter, rho", "kind and matter"),
        ("chain, rho", "chain"),
        ("chain, matter, rho", "chain, matter"),
    )
    return [[f"{a} against {b}", *(f"{x:+.4f}" for x in brier_gain(validation, a, b))] for a, b in pairs]


def bins_table(p: Floats, outcomes: Bools) -> list[Row]:
    return [
        [
            f"{100 * one.p_from:.0f}–{100 * one.p_to:.0f}%",
            f"{one.count}",
            f"{100 * one.p_mean:.1f}%",
            f"{100 * one.observed:.1f}%",
            f"{100 * one.low:.1f}–{100 * one.high:.1f}%",
        ]
        for one in reliability_bins(p, outcomes)
    ]


def _lines(validation: Validation) -> Iterator[str]:
    yield f"Kinds of question told apart by: {validation.by_kind.settings.kind}; {validation.by_matter.settings.kind}"
    for name, rows in tables(validation).items():
        yield f"\n[{name}]"
        yield from ("  ".join([f"{row[0]:<34}", *(f"{cell:>12}" for cell in row[1:])]) for row in rows)


def main() -> None:
    """Prints the tables."""
    sys.stdout.write("\n".join(_lines(validate())) + "\n")


if __name__ == "__main__":
    main()
