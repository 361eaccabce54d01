"""An analysis for reading in a terminal: the sentence first, then what it rests on."""

from __future__ import annotations

from collections.abc import Sequence

from highground.apps.chains.words import STANCE_CODES, STANCES, percent, step_word
from highground.core.chain import Analysis, CoalitionList, GateState, Person, PersonAnalysis
from highground.core.chain.explanations import headline
from highground.core.text import listed
from highground.kit.console import console, say, section, show_table
from highground.kit.language import _, translate


def show_analysis(analysis: Analysis) -> None:
    """Print all answers about a chain."""
    _title(analysis)
    _gates(analysis)
    _people(analysis)
    _coalitions(analysis, _("Ways to yes"), _("who together suffices, likeliest first"), analysis.winning)
    _coalitions(analysis, _("Ways to no"), _("who together can stop it, likeliest first"), analysis.blocking)
    _order(analysis)
    _notes(analysis)


def subject(analysis: Analysis) -> str:
    """What the deal is: opportunity, account and amount, as far as known."""
    chain = analysis.chain
    amount = f"{chain.currency or ''} {float(chain.amount):,.0f}".strip() if chain.amount is not None else None
    return " · ".join(part for part in (chain.opportunity, chain.account, amount) if part)


def confidence(analysis: Analysis) -> str:
    """What the chance rests on, in one line."""
    chance = analysis.chance
    state = _("calibrated") if chance.calibrated else _("uncalibrated")
    return _("%(state)s · with every stance one step worse %(low)s, one step better %(high)s") % {
        "state": state,
        "low": percent(chance.label_low),
        "high": percent(chance.label_high),
    }


def person_label(person: Person) -> str:
    """A person's name and post."""
    return f"{person.name} · {person.position}" if person.name and person.position else person.label


def stance_label(person: Person) -> str:
    """A stance with its code, or the stated chance."""
    if person.opinion.p is not None:
        return _("stated")
    return f"{STANCE_CODES[person.opinion.stance]} {translate(STANCES[person.opinion.stance])}"


def _title(analysis: Analysis) -> None:
    if title := subject(analysis):
        say(title, style="dim")
    say(translate(headline(analysis)), style="bold")
    say(confidence(analysis), style="dim")
    if analysis.chain.note:
        say(analysis.chain.note, style="dim")


def _gates(analysis: Analysis) -> None:
    section(_("Where it can stop"), _("chance to pass each gate when all before it were passed"))
    alive = 1.0
    rows = []
    for gate in analysis.gates:
        if gate.state is GateState.SKIPPED:
            rows.append((step_word(gate.step), gate.gate, _("skipped"), ""))
        elif gate.state is GateState.ADVICE:
            rows.append((step_word(gate.step), gate.gate, _("advises"), ""))
        elif gate.p_given_before is None:
            rows.append((step_word(gate.step), gate.gate, "—", percent(0)))
        else:
            alive *= gate.p_given_before
            rows.append((step_word(gate.step), gate.gate, percent(gate.p_given_before), percent(alive)))
    show_table([(_("Step"), False), (_("Gate"), False), (_("Passes"), True), (_("Still alive"), True)], rows)


def _people(analysis: Analysis) -> None:
    section(_("Who it hinges on"), _("largest effect first; in points, when the stance moves one step"))
    people = {person.id: person for person in analysis.chain.people}
    ranked = sorted(analysis.people, key=lambda found: -(found.up - found.down))
    columns = [
        (_("Person"), False),
        (_("Stance"), False),
        (_("Says yes"), True),
        (_("A step down"), True),
        (_("A step up"), True),
        (_("Shapley–Shubik"), True),
        (_("Banzhaf"), True),
        (_("In fact"), True),
        (_("Look at"), False),
    ]
    show_table(columns, [_person_row(analysis, people[found.id], found) for found in ranked])


def _person_row(analysis: Analysis, person: Person, found: PersonAnalysis) -> tuple[str, ...]:
    p = analysis.chance.p
    return (
        person_label(person),
        stance_label(person),
        percent(found.p_effective),
        _points(found.down - p),
        _points(found.up - p),
        percent(found.shapley),
        percent(found.banzhaf),
        percent(found.actual),
        _remark(analysis, found),
    )


def _points(difference: float) -> str:
    """A difference of chances in points, with a true minus sign.

    >>> _points(-0.123)
    '−12.3'
    """
    shown = f"{100 * abs(difference):.1f}"
    if float(shown) == 0:
        return "0"
    return f"{'+' if difference > 0 else '−'}{shown}"


def _remark(analysis: Analysis, found: PersonAnalysis) -> str:
    if found.veto and analysis.can_pass:
        return _("can stop everything")
    return _("cannot change it by the rules") if found.dummy else ""


def _coalitions(analysis: Analysis, title: str, note: str, coalitions: CoalitionList) -> None:
    section(title, note)
    names = {person.id: person.label for person in analysis.chain.people}
    rows = [
        (percent(coalition.p), _members(names, coalition.people) or _("nobody needed"))
        for coalition in coalitions.listed
    ]
    if rows:
        show_table([(_("Chance"), True), (_("Together"), False)], rows)
    elif not coalitions.cut:
        say(_("None: no set of people can do it"))
    if coalitions.cut:
        say(_cut(len(rows), coalitions.total), style="dim")


def _members(names: dict[str, str], members: Sequence[str]) -> str:
    return translate(listed([_member(names, member) for member in members]))


def _cut(shown: int, total: int | None) -> str:
    if total is None:
        return _("%(shown)s listed, there are more; --coalitions N lists more") % {"shown": shown}
    return _("%(shown)s listed of %(total)s; --coalitions N lists more") % {"shown": shown, "total": f"{total:,}"}


def _member(names: dict[str, str], member: str) -> str:
    if member in names:
        return names[member]
    person, _colon, topic = member.partition(":")
    return _("%(person)s (on %(topic)s)") % {"person": names.get(person, person), "topic": topic}


def _order(analysis: Analysis) -> None:
    section(_("In this order"))
    people = {person.id: person for person in analysis.chain.people}
    rows = [
        (str(i), person_label(people[place.id]), translate(place.reason)) for i, place in enumerate(analysis.order, 1)
    ]
    show_table([("", True), (_("Person"), False), (_("Because"), False)], rows)


def _notes(analysis: Analysis) -> None:
    section(_("What this rests on"))
    for note in analysis.notes:
        console().print("- " + translate(note))
