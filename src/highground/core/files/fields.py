"""Taking typed fields out of a tree, gathering every fault instead of stopping at the first."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from math import isfinite

from highground.core.faults import Fault, InputError
from highground.core.files.tree import Node
from highground.core.text import Text


class Fields:
    """Reads values of the expected kind; what is wrong is kept in `faults` and read as None."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def fault(self, node: Node, text: Text) -> None:
        """Remember a fault at a value."""
        self.faults.append(Fault(text, node.line))

    def finish(self) -> None:
        """Raise InputError with everything found so far, in the order of lines."""
        if self.faults:
            raise InputError(sorted(self.faults, key=lambda found: found.line or 0))

    def mapping(
        self, node: Node, what: Text | str, known: Collection[str], required: Collection[str] = ()
    ) -> dict[str, Node]:
        """The entries of a mapping; unknown and missing keys are faults."""
        if not isinstance(node.value, dict):
            self.fault(node, Text("%(what)s must be a mapping of keys to values", {"what": what}))
            return {}
        for key in required:
            if key not in node.value:
                self.fault(node, Text("%(what)s lacks %(key)s", {"what": what, "key": key}))
        for key, value in node.value.items():
            if key not in known:
                names = ", ".join(sorted(known))
                self.fault(
                    value,
                    Text("%(what)s has no %(key)s; known are: %(known)s", {"what": what, "key": key, "known": names}),
                )
        return node.value

    def items(self, node: Node | None, what: Text | str, *, least: int = 0) -> list[Node]:
        """The items of a list."""
        if node is None or (node.value is None and least == 0):
            return []
        if not isinstance(node.value, list):
            self.fault(node, Text("%(what)s must be a list", {"what": what}))
            return []
        if len(node.value) < least:
            self.fault(node, Text("%(what)s is empty", {"what": what}))
        return node.value

    def word(self, node: Node | None, what: Text | str) -> str | None:
        """A text; numbers are taken as they are written."""
        if node is None or node.value is None:
            return None
        if isinstance(node.value, list | dict | bool) or not node.text.strip():
            self.fault(node, Text("%(what)s must be a text", {"what": what}))
            return None
        return node.text

    def number(
        self, node: Node | None, what: Text | str, *, low: float | None = None, high: float | None = None
    ) -> int | float | None:
        """A finite number within bounds."""
        if node is None or node.value is None:
            return None
        value = node.value
        if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
            self.fault(node, Text("%(what)s must be a number, not %(value)s", {"what": what, "value": shown(node)}))
            return None
        if (low is not None and value < low) or (high is not None and value > high):
            bounds = {"what": what, "low": low, "high": high, "value": shown(node)}
            self.fault(
                node,
                Text("%(what)s must be between %(low)s and %(high)s, not %(value)s", bounds)
                if high is not None
                else Text("%(what)s must be at least %(low)s, not %(value)s", bounds),
            )
            return None
        return value

    def one_of(self, node: Node | None, what: Text | str, known: Collection[str]) -> str | None:
        """One of the known words."""
        word = self.word(node, what)
        if word is None or node is None or word in known:
            return word
        self.fault(
            node,
            Text(
                "%(what)s cannot be %(value)s; known are: %(known)s",
                {"what": what, "value": word, "known": ", ".join(known)},
            ),
        )
        return None

    def truth(self, node: Node | None, what: Text | str, words: Mapping[str, bool] | None = None) -> bool | None:
        """True or false, or one of the words that stand for them."""
        if node is None or node.value is None:
            return None
        if isinstance(node.value, bool):
            return node.value
        meaning = {"yes": True, "no": False} if words is None else words
        if isinstance(node.value, str) and node.value.lower() in meaning:
            return meaning[node.value.lower()]
        self.fault(node, Text("%(what)s must be yes or no, not %(value)s", {"what": what, "value": shown(node)}))
        return None


def shown(node: Node) -> str:
    """A value as a fault shows it: short, lists and mappings only named."""
    if isinstance(node.value, list | dict):
        return "[…]" if isinstance(node.value, list) else "{…}"
    text = node.text
    return text if len(text) <= 40 else text[:39] + "…"
