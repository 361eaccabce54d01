"""YAML and JSON as a tree in which every value knows its line.

Read event by event, so that neither depth nor aliases can exhaust the machine. Plain words follow the core schema of
YAML 1.2: only `true` and `false` are truth values, so a person may be called `no`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import yaml

from highground.core.faults import Fault, InputError, fault
from highground.core.text import Text

MAX_BYTES = 4_000_000
MAX_DEPTH = 64
MAX_VALUES = 300_000

Scalar = str | int | float | bool | None

_INTEGER = re.compile(r"[-+]?[0-9][0-9_]*")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9][0-9_]*(\.[0-9_]*)?)([eE][-+]?[0-9]+)?")
_SPECIAL = {".nan": float("nan"), ".inf": float("inf"), "+.inf": float("inf"), "-.inf": float("-inf")}
_WORDS: dict[str, Scalar] = {"": None, "~": None, "null": None, "true": True, "false": False}
_SURROGATES = re.compile(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Node:
    """A value, the line it starts on, counted from 1, and a scalar's text as it is written."""

    value: Scalar | list[Node] | dict[str, Node]
    line: int
    text: str = ""


def read_tree(data: bytes) -> Node:
    """The one document in `data`, UTF-8 YAML or JSON. Raises InputError with the line of the first fault.

    >>> read_tree(b"p: 0.5").value["p"]
    Node(value=0.5, line=1, text='0.5')
    """
    if len(data) > MAX_BYTES:
        raise fault(
            Text(
                "The file has %(size)s MB; a chain file may have %(most)s",
                {"size": f"{len(data) / 1e6:.1f}", "most": f"{MAX_BYTES / 1e6:.0f}"},
            )
        )
    text = _decoded(data)
    try:
        return _Composer(text).document()
    except yaml.YAMLError as error:
        raise _syntax(error, text) from None


def _decoded(data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise fault(Text("This is not UTF-8 text: save the file as UTF-8 and try again"), line) from None
    if text.lstrip().startswith(("{", "[")):
        text = text.replace("\t", " ")  # JSON may be indented with tabs, YAML may not
        text = _SURROGATES.sub(lambda pair: bytes.fromhex(pair[1] + pair[2]).decode("utf-16-be"), text)
    return text


def _syntax(error: yaml.YAMLError, text: str) -> InputError:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line = mark.line + 1 if mark is not None else text.count("\n", 0, getattr(error, "position", 0)) + 1
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or type(error).__name__
    return fault(Text("This cannot be read as YAML or JSON: %(problem)s", {"problem": problem}), line)


class _Composer:
    """Builds the tree from the parser's events with a stack of its own."""

    def __init__(self, text: str) -> None:
        self.events = yaml.parse(text, Loader=_Loader)
        self.values = 0
        self.faults: list[Fault] = []

    def document(self) -> Node:
        roots: list[Node] = []
        stack: list[_Open] = []
        for event in self.events:
            line = event.start_mark.line + 1 if event.start_mark else 1
            if isinstance(event, yaml.AliasEvent):
                raise fault(Text("Aliases (*%(name)s) are not read: write the value out", {"name": event.anchor}), line)
            if isinstance(event, yaml.ScalarEvent):
                self.place(Node(_scalar(event, line), line, str(event.value)), stack, roots)
            elif isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
                if len(stack) >= MAX_DEPTH:
                    raise fault(Text("Values are nested more than %(most)s deep", {"most": MAX_DEPTH}), line)
                stack.append(_Open(isinstance(event, yaml.MappingStartEvent), line))
            elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
                self.place(stack.pop().node(), stack, roots)
        if len(roots) != 1:
            raise fault(Text("The file is empty") if not roots else Text("The file holds more than one document"), 1)
        if self.faults:
            raise InputError(self.faults)
        return roots[0]

    def place(self, node: Node, stack: list[_Open], roots: list[Node]) -> None:
        self.values += 1
        if self.values > MAX_VALUES:
            raise fault(Text("The file holds more than %(most)s values", {"most": MAX_VALUES}), node.line)
        if stack:
            self.faults.extend(stack[-1].add(node))
        else:
            roots.append(node)


class _Open:
    """A list or mapping that is still being read."""

    def __init__(self, is_mapping: bool, line: int) -> None:
        self.is_mapping = is_mapping
        self.line = line
        self.items: list[Node] = []
        self.entries: dict[str, Node] = {}
        self.key: str | None = None

    def add(self, node: Node) -> list[Fault]:
        if not self.is_mapping:
            self.items.append(node)
        elif self.key is None:
            if isinstance(node.value, list | dict):
                raise fault(Text("A key must be a word, not a list or a mapping"), node.line)
            self.key = node.text
            if self.key in self.entries:
                first = self.entries[self.key].line
                twice = Text("%(key)s is given twice, first on line %(first)s", {"key": self.key, "first": first})
                return [Fault(twice, node.line)]
        else:
            self.entries.setdefault(self.key, node)
            self.key = None
        return []

    def node(self) -> Node:
        return Node(self.entries if self.is_mapping else self.items, self.line)


def _scalar(event: yaml.ScalarEvent, line: int) -> Scalar:
    if event.tag not in (None, "!", "tag:yaml.org,2002:str"):
        raise fault(Text("The tag %(tag)s is not read", {"tag": event.tag}), line)
    text = str(event.value)
    if event.tag is not None or event.style not in (None, ""):
        return text
    lower = text.lower()
    if lower in _WORDS:
        return _WORDS[lower]
    if lower in _SPECIAL:
        return _SPECIAL[lower]
    if len(text) < 40 and _INTEGER.fullmatch(text):
        return int(text.replace("_", ""))
    if _FLOAT.fullmatch(text):
        return float(text.replace("_", ""))
    return text
