"""How a drawing looks: its colours on light and dark paper, and the style sheet that goes into every SVG."""

from __future__ import annotations

from collections.abc import Mapping

from highground.kit.drawing.palette import CHINESE_FIRST, DARK, LATIN_FIRST, LIGHT

SCOPE = "decision-chain"
"""The class of the whole drawing, so that its rules reach nothing else on a page that holds it."""

_PAINTS = (
    ("text,.f-ink", "fill", "ink"),
    (".t2,.f-ink2", "fill", "ink-2"),
    (".t3,.skipped text:not(.on-ink)", "fill", "ink-3"),
    (".paper,.on-ink,.box,.plate", "fill", "paper"),
    (".area", "fill", "for-wash"),
    (".range", "fill", "for-1"),
    (".alive", "stroke", "for-2"),
    (".axis,.edge,.box,.plate,.nest", "stroke", "rule"),
    (".divide", "stroke", "line"),
    (".top,.tick", "stroke", "ink"),
    (".counts>.box", "stroke", "control"),
    (".skipped>.box,.number,.unknown>.plate", "stroke", "control"),
    (".wait", "stroke", "ink-2"),
    (".wait-head", "fill", "ink-2"),
    (".square", "stroke", "ink"),
    (".badge", "stroke", "ink-3"),
    (".st-fill-against", "fill", "against"),
    (".st-line-mid", "stroke", "mid"),
    (".st-fill-mid", "fill", "mid"),
    (".st-line-for2", "stroke", "for-2"),
    (".st-fill-for2", "fill", "for-2"),
    (".st-fill-for3", "fill", "for-3"),
)
_SHAPES = (
    ("text", "font-variant-numeric:tabular-nums"),
    (".s11", "font-size:11px"),
    (".s12", "font-size:12px"),
    (".s13", "font-size:13px"),
    (".s14", "font-size:14px"),
    (".s22", "font-size:22px"),
    (".b", "font-weight:600"),
    (".end", "text-anchor:end"),
    (".middle", "text-anchor:middle"),
    (".line,.alive,.st-line-mid,.st-line-for2,.number,.badge,.bare", "fill:none"),
    (".tick,.alive", "stroke-width:2"),
    (".number", "stroke-width:1.5"),
    (".skipped>.box,.empty,.badge,.unknown>.plate", "stroke-dasharray:4 3"),
    (".skipped use,.skipped .level,.skipped .square", "opacity:.55"),
)


def stylesheet(language: str) -> str:
    """The rules of a drawing: light, dark where the reader's system is dark, and always light on paper."""
    fonts = CHINESE_FIRST if language.startswith("zh") else LATIN_FIRST
    shapes = "".join(_rule(selectors, body) for selectors, body in _SHAPES)
    light = _paint(LIGHT)
    return (
        f".{SCOPE}{{font-family:{fonts}}}\n{shapes}\n{light}"
        f"\n@media (prefers-color-scheme: dark){{{_paint(DARK)}}}\n@media print{{{light}}}"
    )


def _paint(tokens: Mapping[str, str]) -> str:
    return "".join(_rule(selectors, f"{name}:{tokens[token]}") for selectors, name, token in _PAINTS)


def _rule(selectors: str, body: str) -> str:
    """A rule inside the drawing only; those of the marks stand free, for a used shape does not see where it is used."""
    scoped = (one if one.startswith(".st-") else f".{SCOPE} {one}" for one in selectors.split(","))
    return ",".join(scoped) + f"{{{body}}}"
