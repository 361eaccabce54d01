"""People in one firm share moods: a single common cause behind all answers (one-factor Gaussian copula)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

POINTS = 32
"""Gauss–Hermite points: right to about seven digits."""


def given_mood(p: Array, rho: float) -> tuple[Array, Array]:
    """The chances at each mood and the weight of each mood: (n, batch) → (n, batch, 32) and (32,).

    Behind each answer stands a normal variable; any two correlate by `rho`, 0 ≤ rho < 1 (Li 2000; Vasicek 1987).
    Averaged over the moods each chance is what it was.

    >>> chances, weights = given_mood(np.array([[0.3]]), 0.3)
    >>> round(float(chances[0, 0] @ weights), 6)
    0.3
    """
    from scipy.special import ndtr, ndtri

    if not 0 <= rho < 1:
        raise ValueError(f"rho must be at least 0 and below 1, not {rho}")
    nodes, weights = np.polynomial.hermite_e.hermegauss(POINTS)
    shifted = (ndtri(p)[..., None] + np.sqrt(rho) * nodes) / np.sqrt(1 - rho)
    return ndtr(shifted), weights / weights.sum()


def mood_slopes(p: Array, given: Array, rho: float) -> Array:
    """How the chances at each mood move with the overall chance: ∂p(z)/∂p, same shape as `given`."""
    from scipy.special import ndtri

    with np.errstate(invalid="ignore", over="ignore"):
        exponent = (ndtri(p)[..., None] ** 2 - ndtri(given) ** 2) / 2
        slopes: Array = np.exp(exponent) / np.sqrt(1 - rho)
    certain = (p <= 0) | (p >= 1)
    slopes[certain] = 1.0
    return np.nan_to_num(slopes, nan=0.0, posinf=0.0)
