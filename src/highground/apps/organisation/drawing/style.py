"""How a map looks: the colours of the chain drawing and the grey of the bands, as the style sheet of every map."""

from __future__ import annotations

from collections.abc import Mapping

from highground.kit.drawing.palette import CHINESE_FIRST, DARK, LATIN_FIRST, LIGHT, MARGIN

__all__ = ["MARGIN", "SCOPE", "stylesheet"]

SCOPE = "org-map"
"""The class of the whole drawing, so that its rules reach nothing else on a page that holds it."""
WASH = {"light": "#f5f6f7", "dark": "#1b1f23"}
_PAINTS = (
    ("text,.f-ink", "fill", "ink"),
    (".t2", "fill", "ink-2"),
    (".t3,.open .s12.b", "fill", "ink-3"),
    (".paper,.box", "fill", "paper"),
    (".band", "fill", "wash"),
    (".halo", "stroke", "wash"),
    (".box,.edge", "stroke", "rule"),
    (".divide", "stroke", "line"),
    (".reports,.dotted", "stroke", "ink-3"),
    (".open>.box,.outside>.box", "stroke", "control"),
    (".empty", "stroke", "ink-3"),
    (".named", "fill", "mid"),
    (".unnamed", "fill", "ink-3"),
)
_SHAPES = (
    ("text", "font-variant-numeric:tabular-nums"),
    (".s11", "font-size:11px"),
    (".s12", "font-size:12px"),
    (".s22", "font-size:22px"),
    (".b", "font-weight:600"),
    (".middle", "text-anchor:middle"),
    (".halo", "paint-order:stroke;stroke-width:4px;stroke-linejoin:round"),
    (".reports", "fill:none;stroke-width:1.2"),
    (".dotted", "fill:none;stroke-width:1.4;stroke-dasharray:2 3"),
    (".open>.box", "fill:none;stroke-dasharray:4 3"),
    (".open .s12.b", "font-weight:400"),
    (".outside>.box", "stroke-dasharray:1 3;stroke-linecap:round"),
    (".empty", "fill:none;stroke-width:1.2;stroke-dasharray:2 1.6"),
)


def stylesheet(language: str) -> str:
    """The rules of a map: light, dark where the reader's system is dark, and always light on paper."""
    fonts = CHINESE_FIRST if language.startswith("zh") else LATIN_FIRST
    shapes = "".join(_rule(selectors, body) for selectors, body in _SHAPES)
    light = _paint({**LIGHT, "wash": WASH["light"]})
    dark = _paint({**DARK, "wash": WASH["dark"]})
    return (
        f".{SCOPE}{{font-family:{fonts}}}\n{light}\n@media (prefers-color-scheme: dark){{{dark}}}"
        f"\n@media print{{{light}}}\n{shapes}"
    )


def _paint(tokens: Mapping[str, str]) -> str:
    return "".join(_rule(selectors, f"{name}:{tokens[token]}") for selectors, name, token in _PAINTS)


def _rule(selectors: str, body: str) -> str:
    return ",".join(f".{SCOPE} {selector}" for selector in selectors.split(",")) + f"{{{body}}}"
