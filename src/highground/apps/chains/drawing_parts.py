"""The parts of a drawn chain: a rule in words, a person's chip, a gate's box."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

from highground.apps.chains.drawing_style import (
    CODE,
    GATE,
    GATE_OFF,
    LABEL,
    MARK,
    MARKS,
    PLAIN,
    SECOND,
    SMALL,
    clean,
    element,
    line_of,
    mark,
    paragraph,
    title,
    width_of,
)
from highground.apps.chains.words import STANCE_CODES, STANCES, percent
from highground.core.chain import AllOf, AnyOf, AtLeast, Chain, Gate, GateChance, GateState, Number, Opinion, Rule, Sign
from highground.core.chain.model import Weighted, signatures
from highground.core.text import Text
from highground.kit.language import _, translate

NAMES_IN_A_RULE = 12
DEEPEST = 6
CHIPS_IN_A_GATE = 24
SQUARES = 12

PAD = 10.0
CHIP = 24.0
GAP = 4.0
_SMALL_LINE = 15.0


def amount_text(amount: Number, currency: str | None = None) -> str:
    """An amount or a weight as it is printed, with its currency glued to it.

    >>> amount_text(500000), amount_text(3.5)
    ('500,000', '3.5')
    """
    figure = float(amount)
    printed = f"{figure:,.0f}" if figure.is_integer() else f"{figure:,.10g}"
    return f"{printed}\u00a0{currency}" if currency else printed


def rule_sentence(rule: Rule, chain: Chain) -> Text:
    """A rule in words with the people's names; brackets show what belongs together, ( ) and [ ] by turns.

    >>> from highground.core.chain import Person
    >>> a, b, c = (Sign(person=name) for name in ("ann", "bob", "cai"))
    >>> chain = Chain((Person("ann", "王芳"), Person("bob", "李强"), Person("cai", "张伟")), ())
    >>> str(rule_sentence(AtLeast(need=2, of=(a, b, AllOf(of=(c, AnyOf(of=(a, b)))))), chain))
    '2 of: 王芳, 李强, (张伟 and [王芳 or 李强])'
    """
    return _qualified(rule, _body(rule, chain, 0), chain)


def rule_summary(rule: Rule) -> Text:
    """A rule in a few words without names: how many of how many.

    >>> str(rule_summary(AnyOf(of=(Sign(person="a"), Sign(person="b")))))
    'Any 1 of 2'
    """
    summary = _count(rule)
    return Text("%(rule)s, and no veto", {"rule": summary}) if rule.veto and not isinstance(rule, Sign) else summary


def _count(rule: Rule) -> Text:
    members = rule.members()
    count = {"count": len(members)}
    if isinstance(rule, Weighted):
        total = amount_text(sum(weight for _person, weight in rule.weights))
        return Text("Weights reach %(quota)s of %(total)s", {"quota": amount_text(rule.quota), "total": total})
    if isinstance(rule, Sign) or (len(members) == 1 and isinstance(members[0], Sign)):
        return Text("One signature")
    if isinstance(rule, AllOf):
        return Text("All of %(count)s", count)
    if isinstance(rule, AnyOf):
        return Text("Any 1 of %(count)s", count)
    return Text("At least %(need)s of %(count)s", {"need": getattr(rule, "need", 0), **count})


def _body(rule: Rule, chain: Chain, depth: int) -> Text:
    if isinstance(rule, Sign):
        name = chain.person(rule.person).label
        return Text("%(person)s on %(topic)s", {"person": name, "topic": rule.about}) if rule.about else _word(name)
    if depth >= DEEPEST:
        people = dict.fromkeys(sign.person for sign in signatures(rule))
        return Text("a rule of its own for %(people)s", {"people": _listed([_named(p, chain) for p in people])})
    if isinstance(rule, Weighted):
        return _weighted(rule, chain)
    members = [_member(member, chain, depth + 1) for member in rule.members()]
    if len(members) == 1:
        return members[0]
    if isinstance(rule, AtLeast):
        return Text("%(need)s of: %(members)s", {"need": rule.need, "members": _listed(members)})
    if len(members) > NAMES_IN_A_RULE or not members:
        return Text("%(rule)s: %(members)s", {"rule": _count(rule), "members": _listed(members)})
    return reduce(_both if isinstance(rule, AllOf) else _either, members)


def _both(left: Text, right: Text) -> Text:
    return Text("%(left)s and %(right)s", {"left": left, "right": right})


def _either(left: Text, right: Text) -> Text:
    return Text("%(left)s or %(right)s", {"left": left, "right": right})


def _member(rule: Rule, chain: Chain, depth: int) -> Text:
    """A rule inside another: in brackets unless it is one signature."""
    body = _qualified(rule, _body(rule, chain, depth), chain)
    if isinstance(rule, Sign) or len(rule.members()) == 1:
        return body
    return Text("(%(rule)s)", {"rule": body}) if depth % 2 else Text("[%(rule)s]", {"rule": body})


def _weighted(rule: Weighted, chain: Chain) -> Text:
    shares = [
        Text("%(person)s ×%(weight)s", {"person": _named(person, chain), "weight": amount_text(weight)})
        for person, weight in rule.weights
    ]
    return Text("%(rule)s: %(members)s", {"rule": _count(rule), "members": _listed(shares)})


def _qualified(rule: Rule, body: Text, chain: Chain) -> Text:
    """What else holds for a rule: vetoes, the amount from which it exists, advice."""
    if rule.veto:
        people = _listed([_named(veto.person, chain) for veto in rule.veto])
        body = Text("%(rule)s, with a veto for %(people)s", {"rule": body, "people": people})
    if rule.amount_over is not None:
        limit = amount_text(rule.amount_over, chain.currency)
        body = Text("%(rule)s if above %(limit)s", {"rule": body, "limit": limit})
    return Text("%(rule)s, advises only", {"rule": body}) if rule.advice else body


def _named(person: str, chain: Chain) -> Text:
    return _word(chain.person(person).label)


def _word(word: str) -> Text:
    return Text("%(text)s", {"text": word})


def _listed(texts: Sequence[Text]) -> Text:
    shown = list(texts[:NAMES_IN_A_RULE]) or [Text("nobody")]
    listed = reduce(lambda first, rest: Text("%(first)s, %(rest)s", {"first": first, "rest": rest}), shown)
    more = len(texts) - len(shown)
    return listed if more <= 0 else Text("%(listed)s and %(count)s more", {"listed": listed, "count": more})


@dataclass(frozen=True)
class Drawn:
    """A piece of SVG and how high it stands."""

    svg: str
    height: float


@dataclass(frozen=True)
class Chip:
    """A person at a gate: stance by shape and code, name, and below what else the gate knows of them."""

    person: str
    mark: str
    code: str
    name: str
    facts: str
    p: float | None = None
    weight: str = ""
    has_veto: bool = False
    lines: tuple[str, ...] = ()
    deputy: Chip | None = None

    @property
    def height(self) -> float:
        """How high it stands."""
        below = len(self.lines) + (self.deputy is not None)
        return CHIP + below * _SMALL_LINE + (1 if below else 0)

    @property
    def wanted(self) -> float:
        """How wide it would be with nothing cut."""
        lines = [width_of(text, SMALL) for text in self.lines]
        if self.deputy is not None:
            lines.append(self.deputy._start + width_of(self.deputy.name, SMALL))
        return self._start + max([width_of(self.name, PLAIN) + self._after, *lines]) + 7.5

    @property
    def marks(self) -> set[str]:
        """The stance marks on it."""
        return {self.mark} | (self.deputy.marks if self.deputy else set())

    def draw(self, x: float, y: float, width: float) -> str:
        """The chip in this width, its text cut where it must be."""
        room = width - self._start - 7
        left = x + self._start
        parts = [
            title(self.facts),
            element("rect", class_="plate", x=x, y=y, width=width, height=self.height, rx=3),
            self._face(x + 6, y + 16),
            line_of(self.name, left, y + 16, PLAIN, limit=room - self._after),
            self._behind(left + min(width_of(self.name, PLAIN), room - self._after), y),
        ]
        baseline = y + 16
        for text in self.lines:
            baseline += _SMALL_LINE
            parts.append(line_of(text, left, baseline, SMALL, limit=room))
        if self.deputy is not None:
            parts.append(self.deputy._below(left, baseline + _SMALL_LINE, room))
        style = "chip unknown" if self.mark == "unknown" else "chip"
        return element("g", "".join(parts), class_=style, data_person=self.person, data_stance=self.mark)

    def _face(self, x: float, baseline: float) -> str:
        return mark(self.mark, x, baseline - 11, self.p) + line_of(self.code, x + MARK + 4, baseline, CODE)

    def _below(self, x: float, baseline: float, room: float) -> str:
        """The deputy in the last line of the chip of the person who may be away."""
        return self._face(x, baseline) + line_of(
            self.name, x + self._start - 6, baseline, SMALL, limit=room - self._start + 6
        )

    def _behind(self, x: float, y: float) -> str:
        """What stands behind the name: the weight of the vote, the veto."""
        drawn = ""
        if self.weight:
            drawn = line_of(self.weight, x + 6, y + 16, SMALL)
            x += 6 + width_of(self.weight, SMALL)
        return drawn + (veto_box(x + 6, y + 4) if self.has_veto else "")

    @property
    def _start(self) -> float:
        return 6 + MARK + 4 + width_of(self.code, CODE) + 5

    @property
    def _after(self) -> float:
        return (6 + width_of(self.weight, SMALL) if self.weight else 0) + (22 if self.has_veto else 0)


def veto_box(x: float, y: float) -> str:
    """The solid letter of a veto."""
    return element("rect", class_="f-ink veto", x=x, y=y, width=16, height=16, rx=2) + element(
        "text", _("V"), class_="s11 b on-ink middle", x=x + 8, y=y + 12
    )


def person_chip(sign: Sign, chain: Chain, *, has_veto: bool, weight: Number | None, is_roomy: bool) -> Chip:
    """The chip of a signature; with room also the person's position."""
    person = chain.person(sign.person)
    opinion = person.opinion_about(sign.about)
    stance, code = _stance(opinion)
    notes = [*_signature_notes(sign, person.absent), *([_("can veto")] if has_veto else [])]
    position = [person.position] if person.position else []
    return Chip(
        person=person.id,
        mark=stance,
        code=code,
        name=clean(person.label),
        facts=sentence_list([person.label, *position, _stance_word(opinion), *notes]),
        p=opinion.p,
        weight="" if weight is None else f"×{amount_text(weight)}",
        has_veto=has_veto,
        lines=(*(position if is_roomy else []), *_signature_notes(sign, person.absent)),
        deputy=None if sign.deputy is None else _deputy(sign.deputy, chain),
    )


def _deputy(person_id: str, chain: Chain) -> Chip:
    person = chain.person(person_id)
    stance, code = _stance(person.opinion)
    name = translate(Text("deputy: %(person)s", {"person": person.label}))
    return Chip(person=person.id, mark=stance, code=code, name=clean(name), facts=name, p=person.opinion.p)


def _stance(opinion: Opinion) -> tuple[str, str]:
    if opinion.p is not None:
        return "stated", percent(opinion.p)
    return opinion.stance, STANCE_CODES[opinion.stance]


def _stance_word(opinion: Opinion) -> str:
    if opinion.p is not None:
        return translate(Text("chance stated: %(chance)s", {"chance": percent(opinion.p)}))
    return translate(STANCES[opinion.stance])


def _signature_notes(sign: Sign, absent: float) -> list[str]:
    notes = []
    if sign.about is not None:
        notes.append(Text("on %(topic)s", {"topic": sign.about}))
    if absent == 1:
        notes.append(Text("absent"))
    elif absent > 0:
        notes.append(Text("absent with a chance of %(chance)s", {"chance": percent(absent)}))
    return [translate(note) for note in notes]


def sentence_list(parts: Sequence[str]) -> str:
    """Facts one after the other, as the language in use lists them."""
    return reduce(lambda first, rest: translate(Text("%(first)s, %(rest)s", {"first": first, "rest": rest})), parts)


@dataclass(frozen=True)
class GateFacts:
    """What a gate's box says. `hidden` are the people for whom there was no room, `waits_for` the gates before it."""

    name: str
    state: GateState
    p: float | None
    summary: str
    squares: tuple[int, int] | None
    detail: str
    notes: tuple[str, ...]
    chips: tuple[Chip, ...]
    hidden: tuple[Chip, ...]
    waits_for: tuple[str, ...]

    @property
    def figure(self) -> str:
        """The chance to pass it; a dash where nobody gets that far; nothing where the gate does not count."""
        if self.state is not GateState.COUNTS:
            return ""
        return "—" if self.p is None else percent(self.p)


def gate_facts(gate: Gate, chance: GateChance, chain: Chain, *, is_roomy: bool) -> GateFacts:
    """What is known of a gate, in words, with a chip for each who signs there; those with a veto stay when cut."""
    rule = gate.rule
    vetoes = _vetoes(rule)
    weights = _weights(rule)
    signs: dict[tuple[str, str | None], Sign] = {}
    for sign in signatures(rule):
        signs.setdefault((sign.person, sign.about), sign)
    ordered = list(signs.values())
    if len(ordered) > CHIPS_IN_A_GATE:
        ordered.sort(key=lambda sign: sign.person not in vetoes)
    chips = tuple(
        person_chip(sign, chain, has_veto=sign.person in vetoes, weight=weights.get(sign.person), is_roomy=is_roomy)
        for sign in ordered
    )
    return GateFacts(
        name=gate.name,
        state=chance.state,
        p=chance.p_given_before,
        summary=translate(rule_summary(rule)),
        squares=_squares(rule),
        detail=translate(_body(rule, chain, 0)) if _is_nested(rule) else "",
        notes=tuple(translate(note) for note in _gate_notes(gate, chance, chain)),
        chips=chips[:CHIPS_IN_A_GATE],
        hidden=chips[CHIPS_IN_A_GATE:],
        waits_for=gate.after,
    )


def _vetoes(rule: Rule) -> set[str]:
    inside = {person for member in rule.members() for person in _vetoes(member)}
    return inside | {veto.person for veto in rule.veto}


def _weights(rule: Rule) -> dict[str, Number]:
    inside = {person: weight for member in rule.members() for person, weight in _weights(member).items()}
    return inside | dict(rule.weights) if isinstance(rule, Weighted) else inside


def _squares(rule: Rule) -> tuple[int, int] | None:
    """How many of how many must agree; None where counting heads does not say it, or the row would be long."""
    count = len(rule.members())
    if isinstance(rule, Weighted) or count > SQUARES:
        return None
    if isinstance(rule, AllOf):
        return count, count
    if isinstance(rule, AtLeast):
        return rule.need, count
    return 1, max(count, 1)


def _is_nested(rule: Rule) -> bool:
    return any(not isinstance(member, Sign) or member.amount_over is not None for member in rule.members())


def _gate_notes(gate: Gate, chance: GateChance, chain: Chain) -> list[Text]:
    rule, state = gate.rule, chance.state
    notes = []
    if rule.amount_over is not None:
        limit = {"limit": amount_text(rule.amount_over, chain.currency)}
        if state is GateState.SKIPPED:
            notes.append(Text("skipped: needed only above %(limit)s", limit))
        elif chain.amount is None:
            notes.append(Text("needed above %(limit)s; the amount is not known, so it counts", limit))
        else:
            notes.append(Text("needed above %(limit)s", limit))
    elif state is GateState.SKIPPED:
        notes.append(Text("skipped: no part of its rule applies to this deal"))
    if chance.p_given_before == 0:
        notes.append(Text("nobody who is present can pass it"))
    if state is GateState.ADVICE:
        notes.append(Text("advises only"))
    if rule.silence:
        notes.append(Text("no answer counts as yes"))
    return notes


def gate_box(facts: GateFacts, x: float, y: float, width: float, *, notes: Sequence[str] = ()) -> Drawn:
    """The box of a gate in this width, with its corner at (x, y). `notes` come after the gate's own."""
    left, inner = x + PAD, width - 2 * PAD
    bottom = y + 6
    parts = []
    for drawn in (_heading, _rule_line, _detail):
        part = drawn(facts, left, bottom, inner)
        parts.append(part.svg)
        bottom += part.height
    for note in (*facts.notes, *notes):
        svg, height = paragraph(note, left, bottom + 13, LABEL, limit=inner, leading=18)
        parts.append(svg)
        bottom += height
    chips = chip_rows(facts.chips, facts.hidden, left, bottom + 6, inner)
    bottom += chips.height + 6 if chips.height else 0
    height = bottom + 8 - y
    box = element("rect", class_="box", x=x, y=y, width=width, height=height, rx=2)
    style = f"gate {facts.state.value}"
    return Drawn(element("g", box + "".join(parts) + chips.svg, class_=style, data_gate=facts.name), height)


def _heading(facts: GateFacts, x: float, y: float, width: float) -> Drawn:
    figure = facts.figure
    room = width - (width_of(figure, GATE) + 8 if figure else 0)
    tone = GATE if facts.state is GateState.COUNTS else GATE_OFF
    name, height = paragraph(facts.name, x, y + 14, tone, limit=room, leading=18, most=3)
    shown = line_of(figure, x + width, y + 14, GATE, anchor="end") if figure else ""
    return Drawn(name + shown, height + 2)


def _rule_line(facts: GateFacts, x: float, y: float, width: float) -> Drawn:
    drawn, start = "", 0.0
    if facts.squares is not None:
        drawn = count_squares(*facts.squares, x, y + 5)
        start = 10.0 * facts.squares[1] + 4
    text, height = paragraph(facts.summary, x + start, y + 13, SECOND, limit=width - start, leading=18)
    return Drawn(drawn + text, height)


def count_squares(need: int, count: int, x: float, y: float) -> str:
    """k of n as squares: the filled ones must agree."""
    return "".join(
        element(
            "rect",
            class_="square f-ink" if number < need else "square bare",
            x=x + 10 * number + 0.5,
            y=y + 0.5,
            width=7,
            height=7,
        )
        for number in range(count)
    )


def _detail(facts: GateFacts, x: float, y: float, width: float) -> Drawn:
    """A nested rule, set in behind a line."""
    if not facts.detail:
        return Drawn("", 0.0)
    text, height = paragraph(facts.detail, x + 10, y + 15, SECOND, limit=width - 10, leading=17, most=7)
    side = element("line", class_="nest", x1=x + 0.5, x2=x + 0.5, y1=y + 4, y2=y + 2 + height)
    return Drawn(side + text, height + 4)


def chip_rows(chips: Sequence[Chip], hidden: Sequence[Chip], x: float, y: float, width: float) -> Drawn:
    """Chips side by side, wrapped; those for whom there was no room are counted by stance."""
    drawn, bottom = [], y
    for row in _rows(chips, width):
        left = x
        for chip, wide in row:
            drawn.append(chip.draw(left, bottom, wide))
            left += wide + GAP
        bottom += max(chip.height for chip, _wide in row) + GAP
    if hidden:
        more = _hidden(hidden, x, bottom, width)
        drawn.append(more.svg)
        bottom += more.height + GAP
    return Drawn("".join(drawn), max(bottom - y - GAP, 0.0))


def _rows(chips: Sequence[Chip], width: float) -> list[list[tuple[Chip, float]]]:
    """Chips with their widths in rows; where each has a row of its own all are as wide as the widest."""
    rows: list[list[tuple[Chip, float]]] = []
    used = width
    for chip in chips:
        wide = min(chip.wanted, width)
        if used + GAP + wide > width:
            rows.append([])
            used = -GAP
        rows[-1].append((chip, wide))
        used += GAP + wide
    if any(len(row) > 1 for row in rows):
        return rows
    widest = max((wide for row in rows for _chip, wide in row), default=0.0)
    return [[(chip, widest)] for row in rows for chip, _wide in row]


def _hidden(chips: Sequence[Chip], x: float, y: float, width: float) -> Drawn:
    """How many more there are and where they stand; their names in the title."""
    said = translate(Text("+%(count)s more", {"count": len(chips)}))
    counts = Counter(chip.mark for chip in chips)
    drawn = [title(sentence_list([chip.name for chip in chips])), line_of(said, x, y + 14, LABEL)]
    left, baseline = x + width_of(said, LABEL) + 10, y + 14
    for stance in (stance for stance in MARKS if stance in counts):
        figure = f"×{counts[stance]}"
        wide = MARK + 4 + width_of(figure, CODE)
        if left + wide > x + width:
            left, baseline = x, baseline + 18
        drawn.append(mark(stance, left, baseline - 11) + line_of(figure, left + MARK + 4, baseline, CODE))
        left += wide + 8
    return Drawn(element("g", "".join(drawn), class_="more"), baseline + 4 - y)
