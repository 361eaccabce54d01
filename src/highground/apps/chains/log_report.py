"""What was learnt from an event log, for reading in a terminal."""

from __future__ import annotations

from highground.apps.chains.words import percent
from highground.core.chain import Chain, analyse
from highground.core.chain.mining import MinedChain, MinedGate
from highground.core.chain.mining.backtest import Backtest
from highground.core.text import listed
from highground.kit.console import console, say, section, show_table
from highground.kit.language import _, translate

FEW = 30
"""With fewer later cases no verdict is given."""


def show_mined(mined: MinedChain, chain: Chain) -> None:
    """Print the gates of a mined chain, its main routes and what it rests on."""
    p = analyse(chain, coalitions=0).chance.p
    say(
        _("%(cases)s cases; %(passed)s of %(rounds)s first rounds passed every gate (%(share)s); the chain says %(p)s")
        % {
            "cases": f"{mined.cases:,}",
            "passed": f"{mined.first_passed:,}",
            "rounds": f"{mined.first_rounds:,}",
            "share": percent(mined.first_passed / mined.first_rounds) if mined.first_rounds else "—",
            "p": percent(p),
        },
        style="bold",
    )
    _outcomes(mined)
    section(_("Gates"), _("in the order of the log; share is of the rounds that get there"))
    columns = [
        (_("Gate"), False),
        (_("After"), False),
        (_("Yes"), True),
        (_("No"), True),
        (_("Refused"), True),
        (_("Passes (5–95%)"), True),
        (_("Share asked"), True),
        (_("Median wait"), True),
        (_("Only above"), True),
    ]
    show_table(columns, [_gate_row(gate) for gate in mined.gates])
    section(_("Main routes"), _("from one to the next, in the share of cases that go there"))
    rows = [
        (route.source or _("start"), route.target or _("end"), f"{route.count:,}", percent(route.share))
        for route in mined.routes[:12]
    ]
    show_table([(_("From"), False), (_("To"), False), (_("Times"), True), (_("Share of cases"), True)], rows)
    if mined.notes:
        section(_("What this rests on"))
    for note in mined.notes:
        console().print("- " + translate(note))


def show_backtest(result: Backtest) -> None:
    """Print how well the earlier cases foretold the later ones, beside the plain base rate."""
    say(_verdict(result), style="bold")
    say(
        _("learnt on %(train)s earlier cases, checked on %(test)s later ones; %(left)s left out, still open")
        % {"train": f"{result.n_train:,}", "test": f"{result.n_test:,}", "left": f"{result.left_out:,}"},
        style="dim",
    )
    scores = [
        (_("Chain"), f"{result.brier:.4f}", f"{result.log_loss:.4f}"),
        (
            _("Base rate %(rate)s") % {"rate": percent(result.base_rate)},
            f"{result.base_brier:.4f}",
            f"{result.base_log_loss:.4f}",
        ),
    ]
    gain = result.gain
    show_table([("", False), (_("Brier (less is better)"), True), (_("Log loss (less is better)"), True)], scores)
    say(
        _("Brier gained on the base rate: %(mean)s, 5–95%% from %(low)s to %(high)s")
        % {"mean": _signed(gain.mean), "low": _signed(gain.low), "high": _signed(gain.high)},
        style="dim",
    )
    section(_("Reliability"), _("what was said against what happened"))
    rows = [
        (
            f"{percent(found.p_from)}–{percent(found.p_to)}",
            f"{found.count:,}",
            percent(found.p_mean),
            percent(found.observed),
            f"{percent(found.low)}–{percent(found.high)}",
        )
        for found in result.reliability
    ]
    columns = [
        (_("Said"), True),
        (_("Cases"), True),
        (_("Said on average"), True),
        (_("Happened"), True),
        (_("5–95%"), True),
    ]
    show_table(columns, rows)
    for note in result.notes:
        console().print("- " + translate(note))


def _verdict(result: Backtest) -> str:
    if result.n_test < FEW:
        return _("Too few later cases to say whether the chain foretells better than the base rate")
    if result.gain.low > 0:
        return _("The chain foretells better than the base rate")
    if result.gain.mean > 0:
        return _("The chain foretells a little better than the base rate; the lead may be chance")
    return _("The chain does not beat the base rate")


def _signed(difference: float) -> str:
    return f"{'−' if difference < 0 else '+'}{abs(difference):.4f}"


def _gate_row(gate: MinedGate) -> tuple[str, ...]:
    return (
        gate.name,
        translate(listed(gate.after)) or "—",
        f"{gate.approved:,}",
        f"{gate.rejected:,}",
        _exact_percent(gate.rejected, gate.approved + gate.rejected),
        f"{percent(gate.p)} ({percent(gate.low)}–{percent(gate.high)})",
        percent(gate.route_share),
        _waiting(gate.waiting_hours),
        f"{gate.amount_over:,.0f}" if gate.amount_over is not None else "—",
    )


def _exact_percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f}%" if whole else "—"


def _waiting(hours: float | None) -> str:
    if hours is None:
        return "—"
    if hours < 1:
        return _("%(minutes)s min") % {"minutes": f"{60 * hours:.0f}"}
    if hours < 48:
        return _("%(hours)s h") % {"hours": f"{hours:.1f}"}
    return _("%(days)s days") % {"days": f"{hours / 24:.1f}"}


def _outcomes(mined: MinedChain) -> None:
    if mined.never_approved is not None:
        share = _exact_percent(mined.never_approved, mined.cases)
        say(_("never approved: %(count)s (%(share)s)") % {"count": f"{mined.never_approved:,}", "share": share})
    if mined.never_finished is not None:
        share = _exact_percent(mined.never_finished, mined.cases)
        say(_("never finished: %(count)s (%(share)s)") % {"count": f"{mined.never_finished:,}", "share": share})
