"""Where the exact answer would outgrow memory: sample the shared people alone and keep the rest exact.

Given the answers of the shared people the gates are independent and each is exact, so only a small part of the variance
is left (Rao–Blackwell). The same random numbers serve every question, so differences between answers are steady. What
a yes instead of a no of a shared person changes is worked out on every draw, all else drawn as before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from highground.core.chain.engine.algebra import Algebra, Array, Probability
from highground.core.chain.engine.nodes import Choose, Constant, Leaf, Node, Threshold, conjuncts, leaves
from highground.core.chain.engine.operations import Run, compile_rule
from highground.core.chain.engine.program import shared_variables

DRAWS = 4096
LEAST_DRAWS = 16
WORK = 5e7
"""So many signatures are drawn in one call: fewer draws a column where there are many columns."""
BLOCK_CELLS = 3_000_000
"""Signatures times draws held at a time."""
TURNS = 100_000
"""Signatures read again for people who sign one rule twice; where there are more, their slope is a covariance."""

Slopes = list[tuple[list[int], Array]]
"""Variables, and for each of them a row with a slope for every draw."""


class Sampler:
    """The gates of a chain, evaluated on fixed draws of the shared people's answers; chances only."""

    def __init__(self, gates: Sequence[Node], size: int, *, seed: int = 20041) -> None:
        self.size = size
        self.shared = shared_variables(gates)
        self._gate_of = [g for g, gate in enumerate(gates) for _ in conjuncts(gate)]
        self._gates = len(gates)
        self._parts = [_Part(part, set(self.shared)) for gate in gates for part in conjuncts(gate)]
        touched: dict[int, list[int]] = {}
        for j, part in enumerate(self._parts):
            for variable in part.variables:
                touched.setdefault(variable, []).append(j)
        self._signers: dict[tuple[int, ...], list[int]] = {}
        for variable, parts in touched.items():
            self._signers.setdefault(tuple(parts), []).append(variable)
        self._seats = size + sum(part.seats for part in self._parts)
        self._seen: tuple[Array, list[Array]] | None = None
        self._uniform = np.random.default_rng(seed).random((len(self.shared), DRAWS))

    def value(self, algebra: Algebra, x: Array) -> Array:
        """The estimate for each column of `x`, shape (variables, batch) → (batch,)."""
        draws = self._draws(x.shape[1])
        total = np.zeros(x.shape[1])
        for columns, run in self._blocks(x, draws):
            total[columns] += _by_column(_product(self._factors(run)), run, total[columns])
        return total / draws

    def standard_error(self, x: Array) -> float:
        """The standard error of `value` at one column of `x`."""
        if self._seen is None or not np.array_equal(self._seen[0], x[:, 0]):
            self._seen = x[:, 0].copy(), [_product(self._factors(run)) for _, run in self._blocks(x[:, :1], DRAWS)]
        product = np.concatenate(self._seen[1])
        return float(product.std(ddof=1) / np.sqrt(len(product)))

    def gradient(self, algebra: Algebra, x: Array) -> tuple[Array, Array]:
        """The estimate and its derivative by every variable: (batch,) and (variables, batch)."""
        draws = self._draws(x.shape[1])
        blocks = 1 + x.shape[1] * draws * self._seats // BLOCK_CELLS
        rough = {v for part in self._parts if part.turns * blocks > TURNS for v in part.twice}
        total, slopes, products = np.zeros(x.shape[1]), np.zeros(x.shape), []
        for columns, run in self._blocks(x, draws):
            product, by_variable = self._block_gradient(run, x[:, columns], rough)
            products.append(product)
            total[columns] += _by_column(product, run, total[columns])
            slopes[:, columns] += by_variable.reshape(*slopes[:, columns].shape, -1).sum(axis=2)
        if x.shape[1] == 1:
            self._seen = x[:, 0].copy(), products  # the standard error is asked for next
        for variable in rough:
            slopes[variable] /= np.maximum(x[variable] * (1 - x[variable]), 1e-12)
        return total / draws, slopes / draws

    def prefixes(self, algebra: Algebra, x: Array) -> Array:
        """The estimate for the first k gates, k = 0 … gates, at one column of `x`."""
        total = np.zeros(self._gates + 1)
        for _, run in self._blocks(x[:, :1], DRAWS):
            passed = np.ones((self._gates + 1, run.x.shape[1]))
            for gate, factor in zip(self._gate_of, self._factors(run)[1:], strict=True):
                passed[gate + 1 :] *= factor
            total += passed.sum(axis=1)
        return total / DRAWS

    def _draws(self, batch: int) -> int:
        return int(np.clip(WORK / (self._seats * batch), LEAST_DRAWS, DRAWS))

    def _blocks(self, x: Array, draws: int) -> Iterator[tuple[slice, Run]]:
        """Columns of `x`, each repeated for some of the draws, the shared people's answers drawn."""
        deep = min(draws, max(1, BLOCK_CELLS // self._seats))
        wide = max(1, BLOCK_CELLS // (self._seats * deep))
        for start in range(0, x.shape[1], wide):
            p = x[:, start : start + wide, None]
            for first in range(0, draws, deep):
                uniform = self._uniform[:, None, first : min(first + deep, draws)]
                answers = np.repeat(p, uniform.shape[2], axis=2)
                answers[list(self.shared)] = uniform < p[list(self.shared)]
                yield slice(start, start + wide), Run(Probability(), answers.reshape(self.size, -1))

    def _factors(self, run: Run) -> list[Array]:
        return [np.ones(run.x.shape[1]), *(part.forward(run) for part in self._parts)]

    def _block_gradient(self, run: Run, p: Array, rough: set[int]) -> tuple[Array, Array]:
        """On every draw the value and its derivative by each variable; by a rough one what averages to p(1 − p) of it.

        Others' factors are the product of all, divided by one's own: zeros are counted apart.
        """
        found = [part.slopes(run, rough) for part in self._parts]
        factors = [factor for factor, _ in found]
        product = _product([np.ones(run.x.shape[1]), *factors])
        zero = [factor == 0 for factor in factors]
        nonzero = [np.where(none, 1.0, factor) for none, factor in zip(zero, factors, strict=True)]
        zeros, rest = np.sum(zero, axis=0), _product([np.ones(run.x.shape[1]), *nonzero])
        if_no, if_yes, by_variable = np.ones_like(run.x), np.ones_like(run.x), np.zeros_like(run.x)
        for part, (factor, slopes) in zip(self._parts, found, strict=True):
            no = factor - run.x[part.variables] * slopes
            if_no[part.variables] *= no
            if_yes[part.variables] *= no + slopes
        for touched, variables in self._signers.items():
            none_else = zeros == np.sum([zero[j] for j in touched], axis=0)
            own = np.maximum(_product([nonzero[j] for j in touched]), 1e-300)
            others = np.where(none_else, rest / own, 0.0)
            by_variable[variables] = others * (if_yes[variables] - if_no[variables])
        for variable in rough:
            by_variable[variable] = product * (run.x[variable] - np.repeat(p[variable], len(product) // p.shape[1]))
        return product, by_variable


class _Part:
    """One conjunct of a gate: read off where all its signers are drawn, else computed with the draws as certain."""

    def __init__(self, node: Node, sampled: set[int]) -> None:
        self.node = node
        signatures = Counter(leaves(node))
        self.variables = list(signatures)
        self.twice = [variable for variable, count in signatures.items() if count > 1]
        self._place = {variable: row for row, variable in enumerate(self.variables)}
        self.seats = signatures.total()
        self.turns = self.seats * len(self.twice)
        self.operation = None if signatures.keys() <= sampled else compile_rule(node, {})

    def forward(self, run: Run) -> Array:
        if self.operation is not None:
            return self.operation.forward(run)
        return _read_off(self.node, run.x)[0]

    def slopes(self, run: Run, rough: set[int]) -> tuple[Array, Array]:
        """The value, and what a yes instead of a no of each signer changes, all else as drawn."""
        if self.operation is None:
            factor, found = _read_off(self.node, run.x)
            slopes = np.zeros((len(self.variables), run.x.shape[1]))
            for variables, rows in found:
                slopes[[self._place[variable] for variable in variables]] = rows
        else:
            factor = self.operation.forward(run)
            self.operation.backward(run, np.ones(run.x.shape[1]))
            slopes = run.grad[self.variables]
            run.grad[self.variables] = 0.0
        for variable in self.twice:
            if variable not in rough:
                slopes[self._place[variable]] = self._turned(run, variable)
        return factor, slopes

    def _turned(self, run: Run, variable: int) -> Array:
        kept = run.x[variable].copy()
        ends = []
        for answer in (0.0, 1.0):
            run.x[variable] = answer
            ends.append(self.forward(run))
        run.x[variable] = kept
        result: Array = ends[1] - ends[0]
        return result


def _read_off(node: Node, x: Array) -> tuple[Array, Slopes]:
    """The value of a rule whose signers are all drawn, and its slope by each of them."""
    if isinstance(node, Constant):
        return np.full(x.shape[1], float(node.holds)), []
    if isinstance(node, Leaf):
        return x[node.variable], [([node.variable], np.ones((1, x.shape[1])))]
    if isinstance(node, Choose):
        (no, by_no), (yes, by_yes), switch = _read_off(node.if_no, x), _read_off(node.if_yes, x), x[node.variable]
        slopes = [(v, s * (1 - switch)) for v, s in by_no] + [(v, s * switch) for v, s in by_yes]
        return no + switch * (yes - no), [*slopes, ([node.variable], (yes - no)[None, :])]
    number = float if node.total < 2**53 else object
    signers = [(weight, member.variable) for weight, member in node.members if isinstance(member, Leaf)]
    others = [(weight, *_read_off(member, x)) for weight, member in node.members if not isinstance(member, Leaf)]
    variables = [variable for _, variable in signers]
    weights = np.array([weight for weight, _ in signers], dtype=number)
    votes = weights[:, None] * x[variables]
    total = votes.sum(axis=0) + sum(weight * value.astype(number) for weight, value, _ in others)
    slopes = [(variables, _decides(node, total - votes, weights[:, None]))]
    for weight, value, by_member in others:
        decides = _decides(node, total - weight * value.astype(number), weight)
        slopes += [(below, slope * decides) for below, slope in by_member]
    return (total >= node.quota).astype(float), slopes


def _decides(node: Threshold, before: Array, weight: Array | int) -> Array:
    """Whether a member turns the rule, given the weight of all others who agree."""
    return ((before < node.quota) & (before + weight >= node.quota)).astype(float)


def _product(factors: list[Array]) -> Array:
    product = factors[0]
    for factor in factors[1:]:
        product = product * factor
    return product


def _by_column(array: Array, run: Run, columns: Array) -> Array:
    """The sum over the draws of each column."""
    result: Array = np.broadcast_to(array, run.x.shape[1:]).reshape(len(columns), -1).sum(axis=1)
    return result
