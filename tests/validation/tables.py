"""The tables of the page on roll calls."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from highground.core.chain.calibration import Gain, brier_score, log_loss, reliability_bins, spiegelhalter
from tests.validation.reading import Bools, Floats, Senate
from tests.validation.scores import bounded_log_loss, brier_gains, by_day, in_sample_fit
from tests.validation.trial import Trial, senator_chances

Row = list[str]
"""The first cell is a label, the others are figures."""

BINNED = ("chain", "chain, rho", "chain, matter, rho", "kind")
GAINS = (
    ("chain", "kind"),
    ("chain, rho", "kind"),
    ("chain, rho", "overall"),
    ("chain, matter, rho", "kind"),
    ("chain, matter, rho", "kind and matter"),
    ("chain, rho", "chain"),
    ("chain, matter, rho", "chain, matter"),
)
PARTY_ALONE = 1e9
"""A senator weight so large that the party's share is left."""


def roll_call_tables(trial: Trial) -> dict[str, list[Row]]:
    """Every table on roll calls by name."""
    return {
        "fit": _fit(),
        "data": _data(trial.senate),
        "chosen": _chosen(trial),
        "results": [[name, *_scores(p, trial.outcomes)] for name, p in trial.predictions.items()],
        "inner": _inner(trial),
        "senators": _senators(trial),
        "gains": _gains(trial),
        **{f"bins {name}": bins_table(trial.predictions[name], trial.outcomes) for name in BINNED},
    }


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


def gain_row(name: str, gain: Gain) -> Row:
    return [name, *(f"{x:+.4f}" for x in (gain.mean, gain.low, gain.high))]


def _fit() -> list[Row]:
    count, right, geometric = in_sample_fit()
    return [["NOMINATE in sample", f"{count:,}", f"{100 * right:.2f}%", f"{geometric:.3f}"]]


def _data(senate: Senate) -> list[Row]:
    passed, later = senate.passed, senate.passed[senate.later]
    nomination = np.array([senate.roll_calls[at].subject == "nomination" for at in senate.later])
    parts = {
        "earlier": passed[: senate.later.start],
        "of these, to choose settings by": passed[senate.inner],
        "later": later,
        "of these, nominations": later[nomination],
        "of these, all else": later[np.logical_not(nomination)],
    }
    return [[name, f"{len(part)}", f"{part.sum()}", f"{100 * part.mean():.1f}%"] for name, part in parts.items()]


def _chosen(trial: Trial) -> list[Row]:
    """What was chosen on the earlier part; a dash where a setting does not apply."""
    one, two = trial.by_kind.settings, trial.by_matter.settings
    base, base_matter = trial.base
    chosen = {
        "pseudo-votes, party": (one.party, two.party, None, None),
        "pseudo-votes, senator or result": (one.senator, two.senator, base.weight, base_matter.weight),
        "pseudo-votes, matter": tuple(x.matter for x in (one, two, base, base_matter)),
        "half-life in days": tuple(x.half_life_days for x in (one, two, base, base_matter)),
        "rho": (trial.by_kind.rho, trial.by_matter.rho, None, None),
    }
    return [[name, *("–" if x is None else f"{x:g}" for x in values)] for name, values in chosen.items()]


def _scores(p: Floats, outcomes: Bools) -> Row:
    test = spiegelhalter(p, outcomes)
    p_value = "<0.0001" if test.p_value < 1e-4 else f"{test.p_value:.4f}"
    return [f"{brier_score(p, outcomes):.4f}", f"{bounded_log_loss(p, outcomes):.4f}", f"{test.z:.2f}", p_value]


def _inner(trial: Trial) -> list[Row]:
    pairs = zip(trial.by_kind.inner, trial.by_matter.inner, strict=True)
    return [[f"{a[0]:.1f}", f"{a[1]:.4f}", f"{a[2]:.4f}", f"{b[1]:.4f}", f"{b[2]:.4f}"] for a, b in pairs]


def _senators(trial: Trial) -> list[Row]:
    """The later part vote by vote."""
    plain = trial.by_kind.settings
    ways = {
        "party": replace(plain, senator=PARTY_ALONE),
        "senator": plain,
        "senator, matter": trial.by_matter.settings,
    }
    rows = []
    for name, settings in ways.items():
        p, yeas = senator_chances(trial.record, trial.senate.later, settings)
        rows.append([name, f"{len(p):,}", f"{brier_score(p, yeas):.4f}", f"{log_loss(p, yeas):.4f}"])
    return rows


def _gains(trial: Trial) -> list[Row]:
    days = [trial.senate.roll_calls[at].day for at in trial.senate.later]
    made = trial.predictions
    return [gain_row(f"{a} against {b}", by_day(brier_gains(made[a], made[b], trial.outcomes), days)) for a, b in GAINS]
