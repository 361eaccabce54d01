"""How drawings look: colours on light and dark paper, typefaces, the border of the sheet."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

MARGIN = 32.0
"""The empty border of the sheet, left and right."""

LATIN_FIRST = (
    '-apple-system,BlinkMacSystemFont,"Segoe UI",Roboto,"Noto Sans","Helvetica Neue",Arial,'
    '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif'
)
CHINESE_FIRST = '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC",sans-serif'

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
