"""Where the exact answer would outgrow memory: sample the shared people alone and keep the rest exact.

Given the answers of the shared people the gates are independent and each is exact, so only a small part of the variance
is left (Rao–Blackwell). The same random numbers serve every question, so differences between answers are steady.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from highground.core.chain.engine.algebra import Algebra, Array, Probability
from highground.core.chain.engine.nodes import Node, conjuncts, holds, leaves
from highground.core.chain.engine.operations import Run, compile_rule
from highground.core.chain.engine.program import shared_variables

DRAWS = 4096
LEAST_DRAWS = 128


class Sampler:
    """The gates of a chain, evaluated on fixed draws of the shared people's answers; chances only."""

    def __init__(self, gates: Sequence[Node], size: int, *, seed: int = 20041) -> None:
        self.size = size
        self.shared = shared_variables(gates)
        self._gate_of = [g for g, gate in enumerate(gates) for _ in conjuncts(gate)]
        self._gates = len(gates)
        sampled = set(self.shared)
        parts = [part for gate in gates for part in conjuncts(gate)]
        self._parts = [_Part(part, sampled) for part in parts]
        self._with = {v: [j for j, part in enumerate(self._parts) if v in part.variables] for v in self.shared}
        self._uniform = np.random.default_rng(seed).random((len(self.shared), DRAWS))

    def value(self, algebra: Algebra, x: Array) -> Array:
        """The estimate for each column of `x`, shape (variables, batch) → (batch,)."""
        draws = self._draws(x.shape[1])
        return np.array([_product(self._factors(x[:, b], draws)[1]).mean() for b in range(x.shape[1])])

    def standard_error(self, x: Array) -> float:
        """The standard error of `value` at one column of `x`."""
        product = _product(self._factors(x[:, 0], DRAWS)[1])
        return float(product.std(ddof=1) / np.sqrt(len(product)))

    def gradient(self, algebra: Algebra, x: Array) -> tuple[Array, Array]:
        """The estimate and its derivative by every variable: (batch,) and (variables, batch)."""
        draws = self._draws(x.shape[1])
        columns = [self._column_gradient(x[:, b], draws) for b in range(x.shape[1])]
        return np.array([value for value, _ in columns]), np.stack([grad for _, grad in columns], axis=1)

    def prefixes(self, algebra: Algebra, x: Array) -> Array:
        """The estimate for the first k gates, k = 0 … gates, at one column of `x`."""
        factors = self._factors(x[:, 0], DRAWS)[1]
        passed = np.ones((self._gates + 1, DRAWS))
        for gate, factor in zip(self._gate_of, factors, strict=True):
            passed[gate + 1 :] *= factor
        result: Array = passed.mean(axis=1)
        return result

    def _draws(self, batch: int) -> int:
        return max(LEAST_DRAWS, DRAWS // batch)

    def _factors(self, p: Array, draws: int) -> tuple[Run, list[Array]]:
        x = np.repeat(p[:, None], draws, axis=1)
        for row, variable in enumerate(self.shared):
            x[variable] = self._uniform[row, :draws] < p[variable]
        run = Run(Probability(), x)
        return run, [part.forward(run) for part in self._parts]

    def _column_gradient(self, p: Array, draws: int) -> tuple[float, Array]:
        run, factors = self._factors(p, draws)
        before, after = _running(factors), _running(factors[::-1])[::-1]
        for j, part in enumerate(self._parts):
            part.backward(run, before[j] * after[j + 1])
        grad = run.grad.mean(axis=1)
        for variable in self.shared:
            grad[variable] = self._turned(run, factors, variable)
        return float(before[-1].mean()), grad

    def _turned(self, run: Run, factors: list[Array], variable: int) -> float:
        """What a yes instead of a no of one shared person changes, all else drawn as before."""
        touched = self._with[variable]
        others = _product([factor for j, factor in enumerate(factors) if j not in touched])
        kept = run.x[variable].copy()
        ends = []
        for bit in (0.0, 1.0):
            run.x[variable] = bit
            ends.append(_product([self._parts[j].forward(run) for j in touched]))
        run.x[variable] = kept
        return float((others * (ends[1] - ends[0])).mean())


class _Part:
    """One conjunct of a gate: looked up where all its signers are drawn, else computed with the draws as certain."""

    def __init__(self, node: Node, sampled: set[int]) -> None:
        self.node = node
        self.variables = set(leaves(node))
        self.operation = None if self.variables <= sampled else compile_rule(node, {})

    def forward(self, run: Run) -> Array:
        if self.operation is not None:
            return self.operation.forward(run)
        return holds(self.node, lambda variable: run.x[variable] > 0.5).astype(float)

    def backward(self, run: Run, grad: Array) -> None:
        if self.operation is not None:
            self.operation.backward(run, grad)


def _product(factors: list[Array]) -> Array:
    return _running(factors)[-1]


def _running(factors: list[Array]) -> list[Array]:
    running = [np.ones(1)]
    for factor in factors:
        running.append(running[-1] * factor)
    return running
