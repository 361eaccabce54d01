"""How a drawing looks: its colours on light and dark paper, and the style sheet that goes into every SVG."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

MARGIN = 32.0
"""The empty border of the sheet, left and right."""
SCOPE = "decision-chain"
"""The class of the whole drawing, so that its rules reach nothing else on a page that holds it."""

LIGHT: Mapping[str, str] = MappingProxyType(
    {
        "paper": "#ffffff",
        "line": "#e0e3e7",
        "rule": "#c3c8ce",
        "control": "#7f868e",
        "ink": "#15181c",
        "ink-2": "#454c54",
        "ink-3": "#636a73",
        "for-1": "#4a89c0",
        "for-2": "#1f66a8",
        "for-3": "#0b3c6b",
        "for-wash": "#e6eff8",
        "mid": "#7b828a",
        "against": "#b5430e",
    }
)
DARK: Mapping[str, str] = MappingProxyType(
    {
        "paper": "#14171a",
        "line": "#2c3238",
        "rule": "#454c54",
        "control": "#7a828b",
        "ink": "#e8ebee",
        "ink-2": "#b6bdc5",
        "ink-3": "#959da6",
        "for-1": "#4a86bd",
        "for-2": "#6fb0e8",
        "for-3": "#b4d7f8",
        "for-wash": "#16293b",
        "mid": "#8b939b",
        "against": "#f0905f",
    }
)
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
LATIN_FIRST = (
    '-apple-system,BlinkMacSystemFont,"Segoe UI",Roboto,"Noto Sans","Helvetica Neue",Arial,'
    '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif'
)
CHINESE_FIRST = '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC",sans-serif'


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
