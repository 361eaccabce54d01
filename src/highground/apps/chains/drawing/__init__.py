"""The decision chain as one drawing: answer, steps as lanes with their gates, and the chance still alive after each.

`draw_chain` puts a sheet together from a header, lanes, a strip, a legend and a footer, each in a module of its own.
"""

from highground.apps.chains.drawing.facts import chain_lanes
from highground.apps.chains.drawing.rules import rule_sentence
from highground.apps.chains.drawing.sheet import draw_chain

__all__ = ["chain_lanes", "draw_chain", "rule_sentence"]
