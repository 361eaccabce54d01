"""Who decides on paper: Shapley–Shubik, Banzhaf, vetoes and people without any say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import factorial

import numpy as np
from numpy.typing import NDArray

from highground.core.chain.engine.algebra import PRIME, Probability, Residues
from highground.core.chain.engine.evaluator import Evaluator
from highground.core.chain.engine.nodes import Leaf, Node, holds, leaves, threshold
from highground.core.chain.model import Number

Array = NDArray[np.float64]

TABLE_VARIABLES = 20
"""Exact fractions come from the truth table, up to this many people."""


@dataclass(frozen=True)
class PowerIndices:
    """Shapley–Shubik and Banzhaf, one entry a variable.

    `banzhaf_raw` is the share of the other people's answers in which this one turns the outcome; `banzhaf` is the
    same as a share of everybody's.
    """

    shapley: tuple[float, ...]
    banzhaf: tuple[float, ...]
    banzhaf_raw: tuple[float, ...]


@dataclass(frozen=True)
class ExactPowerIndices:
    """The same as exact fractions."""

    shapley: tuple[Fraction, ...]
    banzhaf: tuple[Fraction, ...]
    banzhaf_raw: tuple[Fraction, ...]


def power_indices(evaluator: Evaluator) -> PowerIndices:
    """Both indices for every variable of a monotone rule, exact but for rounding.

    With g_i(q) the derivative of the chance at q for everybody, Banzhaf is g_i(½) and Shapley–Shubik ∫₀¹ g_i(q) dq
    (Owen 1972), a polynomial of degree ≤ n − 1, for which ⌈n/2⌉ Gauss–Legendre points are exact.
    """
    size = evaluator.size
    if size == 0:
        return PowerIndices((), (), ())
    nodes, weights = _legendre(max(1, (size + 1) // 2))
    points = np.append(nodes, 0.5)
    _, grad = evaluator.gradient(Probability(), np.broadcast_to(points, (size, len(points))))
    grad = np.maximum(grad, 0.0)
    raw = grad[:, -1]
    total = raw.sum()
    share = raw / total if total > 0 else raw
    return PowerIndices(tuple((grad[:, :-1] @ weights).tolist()), tuple(share.tolist()), tuple(raw.tolist()))


def exact_power_indices(gates: Sequence[Node], size: int) -> ExactPowerIndices:
    """Both indices as fractions, from the truth table; ValueError beyond 20 variables.

    >>> game = threshold(2, [(1, Leaf(0)), (1, Leaf(1)), (1, Leaf(2))])
    >>> exact_power_indices([game], 3).shapley[0]
    Fraction(1, 3)
    """
    if size > TABLE_VARIABLES:
        raise ValueError(f"exact fractions go up to {TABLE_VARIABLES} people, not {size}")
    table = _truth_table(gates, size)
    others = np.indices((2,) * max(size - 1, 0), dtype=np.int8).sum(axis=0).ravel() if size > 1 else np.zeros(1, int)
    orders = [factorial(k) * factorial(size - 1 - k) for k in range(size)]
    shapley, raw = [], []
    for variable in range(size):
        turned = (table.take(1, axis=variable) & ~table.take(0, axis=variable)).ravel()
        swings = np.bincount(others[turned], minlength=size)
        weighed = sum(int(n) * order for n, order in zip(swings, orders, strict=True))
        shapley.append(Fraction(weighed, factorial(size)))
        raw.append(Fraction(int(swings.sum()), 2 ** (size - 1)))
    total = sum(raw) or Fraction(1)
    return ExactPowerIndices(tuple(shapley), tuple(value / total for value in raw), tuple(raw))


def voting_power(quota: Number, weights: Sequence[Number]) -> PowerIndices:
    """Power in a plain weighted vote.

    >>> indices = voting_power(12, [4, 4, 4, 2, 2, 1])  # the EEC's council of 1958
    >>> [round(value, 5) for value in indices.shapley]
    [0.23333, 0.23333, 0.23333, 0.15, 0.15, 0.0]
    """
    game = threshold(quota, [(weight, Leaf(i)) for i, weight in enumerate(weights)])
    return power_indices(Evaluator([game], len(weights)))


def vetoes(gates: Sequence[Node], size: int) -> NDArray[np.bool_]:
    """Who is in every winning coalition: nothing passes when this one alone refuses. Shape (size,)."""
    answers = ~np.eye(size, dtype=bool)
    passes = np.ones(size, dtype=bool)
    for gate in gates:
        passes &= holds(gate, lambda variable: answers[variable])
    return ~passes


def dummies(evaluator: Evaluator, *, seed: int = 1965) -> NDArray[np.bool_]:
    """Who never turns the outcome. Shape (size,).

    The derivative is a polynomial with integer coefficients; it is zero everywhere exactly for a dummy, which two
    random points modulo a prime tell from rounding. A sampled evaluator has no such test: whoever it never saw turn
    the outcome and who is in no rule counts as a dummy.
    """
    if not evaluator.is_exact:
        _, grad = evaluator.gradient(Probability(), np.full((evaluator.size, 1), 0.5))
        used = {variable for gate in evaluator.gates for variable in leaves(gate)}
        return np.array([i not in used and grad[i, 0] <= 0 for i in range(evaluator.size)], dtype=bool)
    points = np.random.default_rng(seed).integers(1, PRIME, (evaluator.size, 2))
    _, grad = evaluator.gradient(Residues(), points)
    return np.asarray((grad % PRIME == 0).all(axis=1), dtype=bool)


def _truth_table(gates: Sequence[Node], size: int) -> NDArray[np.bool_]:
    bit = np.array([False, True])

    def truth(variable: int) -> NDArray[np.bool_]:
        return bit.reshape(tuple(2 if axis == variable else 1 for axis in range(size)))

    table = np.ones((2,) * size, dtype=bool)
    for gate in gates:
        table &= holds(gate, truth)
    return table


@lru_cache(maxsize=64)
def _legendre(points: int) -> tuple[Array, Array]:
    """Gauss–Legendre points and weights on 0–1."""
    nodes, weights = np.polynomial.legendre.leggauss(points)
    return (nodes + 1) / 2, weights / 2
