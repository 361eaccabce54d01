"""The decision chain as one drawing: answer, steps as lanes with their gates, and the chance still alive after each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil

from highground.apps.chains.drawing_parts import (
    CHIPS_IN_A_GATE,
    Chip,
    Drawn,
    GateFacts,
    amount_text,
    chip_rows,
    count_squares,
    gate_box,
    gate_facts,
    person_chip,
    rule_sentence,
    sentence_list,
    veto_box,
)
from highground.apps.chains.drawing_style import (
    ANSWER,
    LABEL,
    MARK,
    MARKS,
    PLAIN,
    SCOPE,
    SECOND,
    STEP,
    STRONG,
    Type,
    clean,
    cut,
    element,
    line_of,
    mark,
    mark_definitions,
    paragraph,
    stylesheet,
    title,
    width_of,
)
from highground.apps.chains.words import STANCE_CODES, STANCES, percent, step_lanes, step_word
from highground.core.chain import Analysis, Chain, Chance, GateState, Sign
from highground.core.chain.model import signatures
from highground.core.chain.structure import Answer, gate_order
from highground.core.text import Text, plural_text
from highground.kit.language import _, current, translate

MARGIN = 32.0
BETWEEN = 24.0
SHEET = 1216.0
LEAST_SHEET = 816.0
LANES = (188.0, 228.0, 268.0, 308.0, 348.0)
WIDEST_LANE = 400.0
TALL = 560.0
GATES_IN_A_COLUMN = 5
ROOMY = 24
TRACKS = 2
INTERVAL = 300.0
STRIP = 60.0
FACTORS = 6


@dataclass(frozen=True)
class Lane:
    """A step with its gates in the order in which they are passed."""

    name: str
    gates: tuple[GateFacts, ...]

    @property
    def counting(self) -> tuple[GateFacts, ...]:
        """The gates that count for this deal."""
        return tuple(gate for gate in self.gates if gate.state is GateState.COUNTS)

    def columns(self) -> list[tuple[GateFacts, ...]]:
        """Its gates in columns of about the same length, not more than five in one."""
        if not self.gates:
            return [()]
        length = ceil(len(self.gates) / ceil(len(self.gates) / GATES_IN_A_COLUMN))
        return [self.gates[start : start + length] for start in range(0, len(self.gates), length)]


@dataclass(frozen=True)
class Place:
    """Where a lane stands on the sheet: its left edge and the width of its content."""

    lane: Lane
    x: float
    width: float


def draw_chain(analysis: Analysis) -> str:
    """A standalone SVG of a decision chain, in the language in use.

    It follows the reader's light or dark theme, prints light, and is the same for the same analysis.
    """
    lanes = chain_lanes(analysis)
    places = _places(lanes)
    width = max(places[-1].x + places[-1].width - MARGIN, LEAST_SHEET)
    outside = _outside(analysis.chain)
    svg, bottom = "", MARGIN - 4
    parts: tuple[Callable[[float], Drawn], ...] = (
        lambda y: _header(analysis, y, width),
        lambda y: _lanes(places, y, width),
        lambda y: _strip(places, y),
        lambda y: _without_signature(outside, y, width),
        lambda y: _legend(lanes, outside, y, width),
        lambda y: _footer(analysis, y, width),
    )
    for part in parts:
        drawn = part(bottom)
        svg += drawn.svg
        bottom += drawn.height
    return _sheet(analysis, svg, lanes, outside, width + 2 * MARGIN, bottom + MARGIN - 8)


def _sheet(
    analysis: Analysis, body: str, lanes: Sequence[Lane], outside: Sequence[Chip], width: float, height: float
) -> str:
    """The frame around the drawing: language, theme, shapes, and the whole in words for those who do not see it."""
    answer = _answer(analysis)
    head = (
        title(sentence_list([*_known(analysis.chain), answer]))
        + element("desc", escape(clean(_in_words(analysis))))
        + element("style", stylesheet(current()))
        + element("defs", mark_definitions(_marks(lanes, outside)))
        + element("rect", class_="paper", width=width, height=height)
    )
    language = "zh-Hans" if current().startswith("zh") else "en"
    root = element(
        "svg",
        head + body,
        xmlns="http://www.w3.org/2000/svg",
        xmlns__xlink="http://www.w3.org/1999/xlink",
        viewBox=f"0 0 {width:.0f} {height:.0f}",
        width=f"{width:.0f}",
        height=f"{height:.0f}",
        class_=SCOPE,
        role="img",
        aria_label=answer,
        lang=language,
        xml__lang=language,
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{root}\n'


def chain_lanes(analysis: Analysis) -> list[Lane]:
    """The steps of a chain as lanes: all five of the preset where the file keeps to them and to their order."""
    chain = analysis.chain
    people = {sign.person for step in chain.steps for gate in step.gates for sign in signatures(gate.rule)}
    chances = iter(analysis.gates)
    gates = [
        tuple(
            gate_facts(gate, next(chances), chain, is_roomy=len(people) <= ROOMY) for gate, _depth in gate_order(step)
        )
        for step in chain.steps
    ]
    names = [step.name for step in chain.steps]
    preset = step_lanes(names)
    if [name for name in preset if name in names] != names:
        return [Lane(step_word(name), held) for name, held in zip(names, gates, strict=True)]
    return [Lane(step_word(name), gates[names.index(name)] if name in names else ()) for name in preset]


def _places(lanes: Sequence[Lane]) -> list[Place]:
    """Where the lanes stand, from left to right."""
    places, x = [], MARGIN
    for lane, width in zip(lanes, _widths(lanes), strict=True):
        places.append(Place(lane, x, width))
        x += width + BETWEEN
    return places


def _widths(lanes: Sequence[Lane]) -> list[float]:
    """Each lane as wide as its gates need; what is left of the sheet goes to lanes with gates, then to all."""
    widths = [_needed(lane) for lane in lanes]
    spare = SHEET - sum(widths) - BETWEEN * (len(lanes) - 1)
    filled = [number for number, lane in enumerate(lanes) if lane.gates]
    for group in (filled, range(len(lanes))):
        for place, number in enumerate(group):
            room = WIDEST_LANE * len(lanes[number].columns()) - widths[number]
            more = max(min(spare / (len(group) - place), room), 0.0)
            widths[number] += more
            spare -= more
    return widths


def _needed(lane: Lane) -> float:
    """The narrowest width at which no name is cut and the lane is not too tall; else the one at which it is lowest."""
    columns = len(lane.columns())
    names = max((chip.wanted + 20 for gate in lane.gates for chip in gate.chips), default=0.0)
    widths = [max(width, min(names, LANES[-2])) * columns + BETWEEN * (columns - 1) for width in LANES]
    heights = [_gates(Place(lane, 0.0, width), 0.0).height for width in widths]
    fitting = [width for width, height in zip(widths, heights, strict=True) if height <= TALL]
    return fitting[0] if fitting else min(zip(heights, widths, strict=True))[1]


def _header(analysis: Analysis, y: float, width: float) -> Drawn:
    """What it is about and the answer; the interval at the right."""
    counts = bool(analysis.structure.counting)
    room = width - INTERVAL - 48 if counts else width
    known = _heading(_known(analysis.chain), y + 13, room)
    answer, height = paragraph(_answer(analysis), MARGIN, y + 45, ANSWER, limit=room, leading=30, most=3)
    drawn, bottom = known + answer, y + 24 + height
    if counts:
        note = _("The range holds in 9 of 10 cases if the stances are as we believe.")
        svg, height = paragraph(note, MARGIN, bottom + 18, LABEL, limit=room, leading=18)
        drawn += svg + _interval(analysis.chance, MARGIN + width - INTERVAL, y + 4)
        bottom += 4 + height
    return Drawn(drawn, max(bottom - y, 80.0 if counts else 0.0) + 20)


def _heading(parts: Sequence[str], baseline: float, room: float) -> str:
    """Opportunity, account and amount on one line; where they do not fit, each gives way."""
    whole = clean(" · ".join(parts))
    if width_of(whole, SECOND) <= room:
        return line_of(whole, MARGIN, baseline, SECOND)
    shown = " · ".join(cut(clean(part), SECOND, room / len(parts) - 12) for part in parts)
    return element("g", title(whole) + line_of(shown, MARGIN, baseline, SECOND))


def _known(chain: Chain) -> list[str]:
    """Opportunity, account and amount, as far as they are known."""
    named = [part for part in (chain.opportunity, chain.account) if part] or [_("Decision chain")]
    return named if chain.amount is None else [*named, amount_text(chain.amount, chain.currency)]


def _answer(analysis: Analysis) -> str:
    if not analysis.structure.counting:
        return _("No gate counts for this deal: nothing recorded stands between us and a yes")
    chance = analysis.chance
    slots = {"chance": percent(chance.p), "low": percent(chance.low), "high": percent(chance.high)}
    if slots["low"] == slots["high"]:
        return translate(Text("Chance of yes %(chance)s, with hardly any range", slots))
    return translate(Text("Chance of yes %(chance)s, likely between %(low)s and %(high)s", slots))


def _interval(chance: Chance, x: float, y: float) -> str:
    """The range on an axis from 0 to 100, the chance as a tick, both in figures with how far they were checked."""
    left, reach = x + 8, INTERVAL - 24
    drawn = [element("line", class_="axis", x1=left, x2=left + reach, y1=y + 20.5, y2=y + 20.5)]
    for point in (0, 25, 50, 75, 100):
        at = left + reach * point / 100
        drawn.append(element("line", class_="axis", x1=at, x2=at, y1=y + 20.5, y2=y + 24.5))
        drawn.append(line_of(f"{point}%" if point in (0, 100) else str(point), at, y + 37, LABEL, anchor="middle"))
    low, tick, high = (left + reach * p for p in (chance.low, chance.p, chance.high))
    drawn.append(element("rect", class_="range", x=low, y=y + 9, width=max(high - low, 2.0), height=10))
    drawn.append(element("line", class_="tick", x1=tick, x2=tick, y1=y + 4, y2=y + 20))
    figure, span = percent(chance.p), _span(percent(chance.low), percent(chance.high))
    start = left + width_of(figure, STEP) + 4
    drawn += [line_of(figure, left, y + 62, STEP), line_of(span, start, y + 62, PLAIN)]
    return "".join(drawn) + _badge(chance.calibrated, start + width_of(span, PLAIN) + 8, y + 49)


def _span(low: str, high: str) -> str:
    return f"({high})" if low == high else f"({low.removesuffix('%')}–{high})"


def _badge(is_calibrated: bool, x: float, y: float) -> str:
    text = _("calibrated") if is_calibrated else _("uncalibrated")
    style = "edge bare" if is_calibrated else "badge"
    width = width_of(text, PLAIN) + 12
    edge = element("rect", class_=style, x=x, y=y, width=width, height=18, rx=2)
    return edge + line_of(text, x + width / 2, y + 13, PLAIN, anchor="middle")


def _lanes(places: Sequence[Place], y: float, width: float) -> Drawn:
    """The steps from left to right under one rule, a thin line between them."""
    top = element("line", class_="top", x1=MARGIN, x2=MARGIN + width, y1=y + 0.5, y2=y + 0.5)
    heads = [_lane_head(number, place, y + 10) for number, place in enumerate(places, 1)]
    start = y + 10 + max(head.height for head in heads) + 8
    gates = [_gates(place, start) for place in places]
    height = start + max(drawn.height for drawn in gates) + 14 - y
    edges = (place.x + place.width + BETWEEN / 2 for place in places[:-1])
    divides = [element("line", class_="divide", x1=x, x2=x, y1=y + 1, y2=y + height) for x in edges]
    return Drawn(top + "".join(divides) + "".join(drawn.svg for drawn in (*heads, *gates)), height)


def _lane_head(number: int, place: Place, y: float) -> Drawn:
    ring = element("circle", class_="number", cx=place.x + 10, cy=y + 10, r=9.5)
    figure = line_of(str(number), place.x + 10, y + 14, PLAIN, anchor="middle")
    name, height = paragraph(place.lane.name, place.x + 28, y + 15, STEP, limit=place.width - 28, leading=20, most=3)
    return Drawn(ring + figure + name, height)


def _gates(place: Place, y: float) -> Drawn:
    """The gates of a lane in their columns, or the remark that there are none."""
    if not place.lane.gates:
        return _no_gates(place, y)
    columns = place.lane.columns()
    width = (place.width - BETWEEN * (len(columns) - 1)) / len(columns)
    drawn = [_column(gates, place.x + number * (width + BETWEEN), y, width) for number, gates in enumerate(columns)]
    return Drawn("".join(column.svg for column in drawn), max(column.height for column in drawn))


def _no_gates(place: Place, y: float) -> Drawn:
    box = element("rect", class_="edge bare empty", x=place.x, y=y, width=place.width, height=38, rx=2)
    return Drawn(box + line_of(_("no gate recorded"), place.x + 10, y + 23, LABEL, limit=place.width - 20), 38)


def _column(gates: Sequence[GateFacts], x: float, y: float, width: float) -> Drawn:
    """Gates under each other; one that waits for the gate above it hangs on an arrow, for another on a side line."""
    place = {gate.name: number for number, gate in enumerate(gates)}
    tracks = _tracks(gates, place)
    drawn, boxes, bottom = [], [], y
    for number, gate in enumerate(gates):
        if number:
            hangs = gates[number - 1].name in gate.waits_for
            drawn.append(_arrow(x + 18, bottom, bottom + 20) if hangs else "")
            bottom += 20 if hangs else 10
        told = [name for name in gate.waits_for if place.get(name) != number - 1 and (name, number) not in tracks]
        box = gate_box(gate, x, bottom, width, notes=_waiting(told))
        drawn.append(box.svg)
        boxes.append((bottom, bottom + box.height))
        bottom += box.height
    for (name, number), track in tracks.items():
        drawn.append(_side_line(x, boxes[place[name]][1] - 10, boxes[number][0] + 14, track))
    return Drawn("".join(drawn), bottom - y)


def _waiting(names: Sequence[str]) -> list[str]:
    return [translate(Text("after %(gates)s", {"gates": sentence_list(names)}))] if names else []


def _tracks(gates: Sequence[GateFacts], place: dict[str, int]) -> dict[tuple[str, int], int]:
    """Which side line runs where: lines that overlap need tracks of their own, and there are two."""
    free = [0] * TRACKS
    tracks: dict[tuple[str, int], int] = {}
    spans = sorted(
        (place[name], number, name)
        for number, gate in enumerate(gates)
        for name in gate.waits_for
        if name in place and place[name] < number - 1
    )
    for start, end, name in spans:
        track = next((track for track in range(TRACKS) if free[track] <= start), None)
        if track is not None:
            tracks[name, end] = track
            free[track] = end
    return tracks


def _arrow(x: float, top: float, bottom: float) -> str:
    return element("line", class_="wait", x1=x, x2=x, y1=top, y2=bottom - 5) + element(
        "path", class_="wait-head", d=f"M{x - 4:.1f} {bottom - 7:.1f}h8l-4 7z"
    )


def _side_line(x: float, top: float, bottom: float, track: int) -> str:
    out = x - 5 - 4 * track
    return element("path", class_="wait line", d=f"M{x:.1f} {top:.1f}H{out:.1f}V{bottom:.1f}H{x - 3:.1f}") + element(
        "path", class_="wait-head", d=f"M{x - 5:.1f} {bottom - 3.5:.1f}v7l5 -3.5z"
    )


@dataclass(frozen=True)
class Fall:
    """Where the chance falls on the strip, what is left after it, and the gate."""

    x: float
    left: float
    label: str
    gate: str


def _falls(places: Sequence[Place]) -> list[Fall]:
    falls, left, is_open = [], 1.0, True
    for place in places:
        gates = place.lane.counting
        for number, gate in enumerate(gates):
            x = place.x + (number + 0.4) * (place.width + BETWEEN / 2) / len(gates)
            left *= gate.p or 0.0
            is_open = is_open and gate.p is not None
            falls.append(Fall(x, left, percent(left) if is_open else "—", gate.name))
    return falls


def _strip(places: Sequence[Place], y: float) -> Drawn:
    """The chance that is still alive after each gate, under the lanes, falling from 100% to the answer."""
    falls = _falls(places)
    if not falls:
        return Drawn("", 0.0)
    right = places[-1].x + places[-1].width
    top, base = y + 34, y + 34 + STRIP
    path = f"M{MARGIN:.1f} {top:.1f}"
    labels = [line_of("100%", MARGIN + 6, top + 15, SECOND)] if falls[0].x - MARGIN > 38 else []
    for fall in falls:
        level = base - STRIP * fall.left
        path += f"H{fall.x:.1f}V{level:.1f}"
        labels.append(_left_label(fall, level, base, right, STRONG if fall is falls[-1] else SECOND))
    path += f"H{right:.1f}"
    drawn = (
        element("line", class_="top", x1=MARGIN, x2=right, y1=y + 0.5, y2=y + 0.5),
        line_of(_("Chance still alive after each gate"), MARGIN, y + 20, STRONG),
        _product(places, right, y + 20),
        element("path", class_="area", d=f"{path}V{base:.1f}H{MARGIN:.1f}z"),
        element("line", class_="axis", x1=MARGIN, x2=right, y1=base + 0.5, y2=base + 0.5),
        *labels,
        element("path", class_="alive", d=path),
    )
    return Drawn("".join(drawn), STRIP + 34 + 24)


def _left_label(fall: Fall, level: float, base: float, right: float, style: Type) -> str:
    """The chance left after a gate: under the line where there is room, else above it."""
    baseline = level + 15 if base - level > 20 else level - 5
    foot = element("line", class_="divide", x1=fall.x, x2=fall.x, y1=level, y2=base)
    label = line_of(fall.label, min(fall.x + 5, right - width_of(fall.label, style)), baseline, style)
    return element("g", title(f"{fall.gate}: {fall.label}") + foot + label)


def _product(places: Sequence[Place], right: float, baseline: float) -> str:
    """The arithmetic behind the last figure, where it is short enough to be read."""
    gates = [gate for place in places for gate in place.lane.counting]
    if not 1 < len(gates) <= FACTORS or any(gate.p is None for gate in gates):
        return ""
    factors = " × ".join(gate.figure for gate in gates)
    return line_of(f"{factors} = {_falls(places)[-1].label}", right, baseline, LABEL, anchor="end")


def _outside(chain: Chain) -> list[Chip]:
    """The people who sign nowhere and stand in for nobody."""
    signs = [sign for step in chain.steps for gate in step.gates for sign in signatures(gate.rule)]
    inside = {sign.person for sign in signs} | {sign.deputy for sign in signs}
    return [
        person_chip(Sign(person=person.id), chain, has_veto=False, weight=None, is_roomy=False)
        for person in chain.people
        if person.id not in inside
    ]


def _without_signature(chips: Sequence[Chip], y: float, width: float) -> Drawn:
    """Those who are in the picture but sign at no gate, so that nobody is forgotten."""
    if not chips:
        return Drawn("", 0.0)
    head = line_of(_("In the picture, with no signature at any gate"), MARGIN, y + 13, STRONG)
    rows = chip_rows(chips[:CHIPS_IN_A_GATE], chips[CHIPS_IN_A_GATE:], MARGIN, y + 22, width)
    return Drawn(head + rows.svg, 22 + rows.height + 24)


@dataclass(frozen=True)
class Key:
    """One entry of the legend: a sample drawn at (x, baseline), how wide it is, and what it means."""

    sample: Callable[[float, float], str]
    width: float
    meaning: str


def _legend(lanes: Sequence[Lane], outside: Sequence[Chip], y: float, width: float) -> Drawn:
    """What the signs mean; only those that are on the drawing."""
    x, baseline = MARGIN, y + 22
    drawn = [element("line", class_="divide", x1=MARGIN, x2=MARGIN + width, y1=y + 0.5, y2=y + 0.5)]
    for key in _keys(lanes, outside):
        needed = key.width + 6 + width_of(key.meaning, LABEL)
        if x > MARGIN and x + needed > MARGIN + width:
            x, baseline = MARGIN, baseline + 22
        drawn.append(key.sample(x, baseline) + line_of(key.meaning, x + key.width + 6, baseline, LABEL))
        x += needed + 20
    if len(drawn) == 1:
        return Drawn("", 0.0)
    return Drawn(element("g", "".join(drawn), class_="legend"), baseline - y + 10)


def _keys(lanes: Sequence[Lane], outside: Sequence[Chip]) -> Iterator[Key]:
    gates = [gate for lane in lanes for gate in lane.gates]
    chips = [chip for gate in gates for chip in gate.chips]
    marks = _marks(lanes, outside)
    yield from (_stance_key(stance) for stance in MARKS if stance in marks)
    if any(chip.has_veto for chip in chips):
        yield Key(lambda x, y: veto_box(x, y - 12), 16, _("one no stops the gate"))
    if any(chip.weight for chip in chips):
        yield Key(lambda x, y: line_of("×2", x, y, LABEL), 14, _("weight of the vote"))
    if any(gate.squares for gate in gates):
        yield Key(lambda x, y: count_squares(2, 3, x, y - 8), 28, _("filled: how many must agree"))
    if _has_order(lanes):
        yield Key(lambda x, y: _arrow(x + 5, y - 13, y + 3), 10, _("waits for the gate before it"))
    if any(gate.state is GateState.SKIPPED for gate in gates):
        yield Key(_skipped_sample, 22, _("does not count for this deal"))


def _stance_key(stance: str) -> Key:
    if stance == "stated":
        return Key(lambda x, y: mark(stance, x, y - 11, 0.6), MARK, _("chance stated in figures"))
    meaning = f"{STANCE_CODES[stance]} {translate(STANCES[stance])}"
    return Key(lambda x, y: mark(stance, x, y - 11), MARK, meaning)


def _skipped_sample(x: float, baseline: float) -> str:
    box = element("rect", class_="box", x=x, y=baseline - 11, width=22, height=14, rx=2)
    return element("g", box, class_="skipped")


def _has_order(lanes: Sequence[Lane]) -> bool:
    return any(
        before.name in gate.waits_for
        for lane in lanes
        for column in lane.columns()
        for number, gate in enumerate(column)
        for before in column[:number]
    )


def _marks(lanes: Sequence[Lane], outside: Sequence[Chip]) -> set[str]:
    inside = (chip for lane in lanes for gate in lane.gates for chip in (*gate.chips, *gate.hidden))
    return {name for chip in (*outside, *inside) for name in chip.marks}


def _footer(analysis: Analysis, y: float, width: float) -> Drawn:
    """What the drawing rests on."""
    svg, height = paragraph(_rests_on(analysis), MARGIN, y + 14, LABEL, limit=width, leading=18)
    return Drawn(svg, height + 4)


def _rests_on(analysis: Analysis) -> str:
    people = len({answer.person for answer in analysis.structure.variables if isinstance(answer, Answer)})
    sentences = _worked_out(people, analysis) if people else []
    return " ".join(translate(sentence) for sentence in [*sentences, Text("Contains personal data.")])


def _worked_out(people: int, analysis: Analysis) -> list[Text]:
    chance = analysis.chance
    exact = plural_text(
        "Exact over all answers of %(count)s person.", "Exact over all answers of %(count)s people.", people
    )
    sampled = plural_text(
        "Estimated from a sample of the answers of %(count)s person.",
        "Estimated from a sample of the answers of %(count)s people.",
        people,
    )
    mood = Text("A mood that all share is assumed: %(rho)s.", {"rho": f"{analysis.rho:g}"})
    checked = Text("Stance chances were checked against closed deals.")
    assumed = Text("Stance chances are assumptions.")
    return [
        exact if chance.standard_error == 0 else sampled,
        *([mood] if analysis.rho else []),
        checked if chance.calibrated else assumed,
    ]


def _in_words(analysis: Analysis) -> str:
    """The whole drawing as text, gate by gate."""
    chain = analysis.chain
    gates = [gate for step in chain.steps for gate, _depth in gate_order(step)]
    sentences = []
    for gate, passed in zip(gates, analysis.gates, strict=True):
        slots = {"step": step_word(passed.step), "gate": gate.name, "rule": rule_sentence(gate.rule, chain)}
        if passed.state is GateState.COUNTS:
            chance = "—" if passed.p_given_before is None else percent(passed.p_given_before)
            sentences.append(Text("%(step)s, gate %(gate)s, %(chance)s: %(rule)s.", {**slots, "chance": chance}))
        else:
            sentences.append(Text("%(step)s, gate %(gate)s, not counted: %(rule)s.", slots))
    return " ".join(translate(sentence) for sentence in sentences)
