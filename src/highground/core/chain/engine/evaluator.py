"""Which way to evaluate: by conditioning, by a diagram, or by sampling what cannot be held in memory."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np

from highground.core.chain.engine.algebra import Algebra, Array
from highground.core.chain.engine.diagram import Diagram, DiagramTooLargeError
from highground.core.chain.engine.nodes import Node
from highground.core.chain.engine.program import Program
from highground.core.chain.engine.sampling import Sampler

Method = Literal["conditioning", "diagram", "sampling"]

EASY_CELLS = 2.0**23
"""Conditioning with fewer numbers than this takes milliseconds: nothing else is tried."""
EXACT_CELLS = 2.0**25
"""Conditioning with more numbers than this would take gigabytes and minutes: sampling takes over."""
DIAGRAM_NODES = 100_000
"""A diagram larger than this is given up: about two seconds."""


class Evaluator:
    """Values and derivatives of a conjunction of gates, shape (variables, batch), by the cheapest way that is exact."""

    def __init__(self, gates: Sequence[Node], size: int, *, method: Method | None = None) -> None:
        self.gates = tuple(gates)
        self.size = size
        self._engine = _engine(self.gates, size, method)

    @property
    def method(self) -> Method:
        """How the answer is worked out."""
        if isinstance(self._engine, Program):
            return "conditioning"
        return "diagram" if isinstance(self._engine, Diagram) else "sampling"

    @property
    def is_exact(self) -> bool:
        """Whether answers are exact but for rounding."""
        return self.method != "sampling"

    @property
    def cells(self) -> float:
        """How many numbers one evaluation touches."""
        if isinstance(self._engine, Program):
            return self._engine.cells
        return float(len(self._engine)) if isinstance(self._engine, Diagram) else 1e6

    def value(self, algebra: Algebra, x: Array) -> Array:
        """The value at each column of `x`: (batch,)."""
        return self._engine.value(algebra, x)

    def gradient(self, algebra: Algebra, x: Array) -> tuple[Array, Array]:
        """The value and its derivative by every variable: (batch,) and (variables, batch)."""
        return self._engine.gradient(algebra, x)

    def prefixes(self, algebra: Algebra, x: Array) -> Array:
        """The value of the first k gates for k = 0 … gates, at one column of `x`."""
        return self._engine.prefixes(algebra, x)

    def standard_error(self, x: Array) -> float:
        """The standard error of the value at one column: 0 where it is exact."""
        return self._engine.standard_error(x) if isinstance(self._engine, Sampler) else 0.0


def chances(p: Sequence[float] | Array) -> Array:
    """One column of chances, shape (variables, 1)."""
    return np.asarray(p, dtype=float)[:, None]


def _engine(gates: Sequence[Node], size: int, method: Method | None) -> Program | Diagram | Sampler:
    if method == "diagram":
        return Diagram(gates, size, limit=10 * DIAGRAM_NODES)
    if method == "sampling":
        return Sampler(gates, size)
    program = Program(gates, size)
    if method == "conditioning" or program.table_cells <= EASY_CELLS:
        return program
    try:
        return Diagram(gates, size, limit=DIAGRAM_NODES)
    except DiagramTooLargeError:
        return program if program.table_cells <= EXACT_CELLS else Sampler(gates, size)
