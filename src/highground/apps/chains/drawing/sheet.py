"""The whole sheet: header, lanes, strip, legend and footer under each other, in one SVG."""

from __future__ import annotations

from html import escape

from highground.apps.chains.drawing.facts import ChainFacts, chain_facts
from highground.apps.chains.drawing.footer import draw_bystanders, draw_footer
from highground.apps.chains.drawing.header import answer_sentence, draw_header, subject_parts
from highground.apps.chains.drawing.lanes import draw_lanes, place_lanes
from highground.apps.chains.drawing.legend import draw_legend
from highground.apps.chains.drawing.marks import mark_definitions
from highground.apps.chains.drawing.phrases import sentence_list
from highground.apps.chains.drawing.rules import rule_sentence
from highground.apps.chains.drawing.strip import draw_strip
from highground.apps.chains.drawing.style import SCOPE, stylesheet
from highground.apps.chains.words import percent, step_word
from highground.core.chain import Analysis, Chain, Gate, GateChance, GateState
from highground.core.chain.structure import gate_order
from highground.core.text import Text
from highground.kit.drawing.palette import MARGIN
from highground.kit.drawing.phrases import running_text
from highground.kit.drawing.svg import Drawn, clean, element, stack, title
from highground.kit.language import current, translate

LEAST_WIDTH = 816.0
TOP = 28.0
BOTTOM = 24.0


def draw_chain(analysis: Analysis) -> str:
    """A standalone SVG of a decision chain, in the language in use.

    It follows the reader's light or dark theme, prints light, and is the same for the same analysis.
    """
    facts = chain_facts(analysis)
    places = place_lanes(facts.lanes)
    width = max(places[-1].right - MARGIN, LEAST_WIDTH)
    body = stack(
        (
            lambda y: draw_header(analysis, y, width),
            lambda y: draw_lanes(places, y, width),
            lambda y: draw_strip(places, y),
            lambda y: draw_bystanders(facts.bystanders, y, width),
            lambda y: draw_legend(facts, y, width),
            lambda y: draw_footer(analysis, y, width),
        ),
        TOP,
    )
    root = _root(analysis, facts, body, width)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{root}\n'


def _root(analysis: Analysis, facts: ChainFacts, body: Drawn, content_width: float) -> str:
    """The `svg` element with its size, its language and its name for those who do not see it."""
    width, height = content_width + 2 * MARGIN, TOP + body.height + BOTTOM
    language = current().replace("_", "-")
    return element(
        "svg",
        _head(analysis, facts) + element("rect", class_="paper", width=width, height=height) + body.svg,
        xmlns="http://www.w3.org/2000/svg",
        xmlns__xlink="http://www.w3.org/1999/xlink",
        viewBox=f"0 0 {width:.0f} {height:.0f}",
        width=f"{width:.0f}",
        height=f"{height:.0f}",
        class_=SCOPE,
        role="img",
        aria_label=answer_sentence(analysis),
        lang=language,
        xml__lang=language,
    )


def _head(analysis: Analysis, facts: ChainFacts) -> str:
    """Title, the whole in words, style sheet and the shapes of the marks."""
    return (
        title(sentence_list([*subject_parts(analysis.chain), answer_sentence(analysis)]))
        + element("desc", escape(clean(_in_words(analysis))))
        + element("style", stylesheet(current()))
        + element("defs", mark_definitions(facts.marks))
    )


def _in_words(analysis: Analysis) -> str:
    """The whole drawing as text, gate by gate."""
    gates = [gate for step in analysis.chain.steps for gate, _depth in gate_order(step)]
    passed = zip(gates, analysis.gates, strict=True)
    return running_text([translate(_gate_in_words(gate, chance, analysis.chain)) for gate, chance in passed])


def _gate_in_words(gate: Gate, chance: GateChance, chain: Chain) -> Text:
    slots = {"step": step_word(chance.step), "gate": gate.name, "rule": rule_sentence(gate.rule, chain)}
    if chance.state is not GateState.COUNTS:
        return Text("%(step)s, gate %(gate)s, not counted: %(rule)s.", slots)
    figure = "—" if chance.p_given_before is None else percent(chance.p_given_before)
    return Text("%(step)s, gate %(gate)s, %(chance)s: %(rule)s.", {**slots, "chance": figure})
