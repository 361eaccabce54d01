"""People in one firm share moods: a single common cause behind all answers (one-factor Gaussian copula)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

REACH = 8.5
"""Moods further out than this many standard deviations weigh nothing."""
WIDEST_STEP = 0.5


def mood_grid(size: int, rho: float) -> tuple[Array, Array]:
    """Moods and their weights for `size` answers that correlate by `rho`: two arrays of the same length.

    An even grid over the normal distribution converges faster than any power of its step (Trefethen and Weideman
    2014), once the step resolves how sharply a vote of `size` people turns with the mood: √((1 − ρ) / (ρ · size)).
    Checked against fine grids the error stays below 1e-6 for 5 to 500 people and ρ from .1 to .9, where 32
    Gauss–Hermite points are off by up to .02.

    >>> moods, weights = mood_grid(50, 0.3)
    >>> len(moods), round(float(weights.sum()), 12)
    (81, 1.0)
    """
    if not 0 <= rho < 1:
        raise ValueError(f"rho must be at least 0 and below 1, not {rho}")
    step = min(WIDEST_STEP, np.sqrt((1 - rho) / (rho * max(size, 1)))) if rho > 0 else WIDEST_STEP
    half = int(np.ceil(REACH / step))
    moods = np.linspace(-REACH, REACH, 2 * half + 1)
    weights = np.exp(-(moods**2) / 2)
    return moods, weights / weights.sum()


def given_mood(p: Array, rho: float) -> tuple[Array, Array]:
    """The chances at each mood and the weight of each mood: (n, batch) → (n, batch, moods) and (moods,).

    Behind each answer stands a normal variable; any two correlate by `rho`, 0 ≤ rho < 1 (Vasicek 1987; Li 2000).
    Averaged over the moods each chance is what it was.

    >>> chances, weights = given_mood(np.array([[0.3]]), 0.3)
    >>> round(float(chances[0, 0] @ weights), 9)
    0.3
    """
    from scipy.special import ndtr, ndtri

    moods, weights = mood_grid(len(p), rho)
    shifted = (ndtri(p)[..., None] + np.sqrt(rho) * moods) / np.sqrt(1 - rho)
    return ndtr(shifted), weights


def mood_slopes(p: Array, given: Array, rho: float) -> Array:
    """How the chances at each mood move with the overall chance: ∂p(z)/∂p, same shape as `given`."""
    from scipy.special import ndtri

    with np.errstate(invalid="ignore", over="ignore"):
        exponent = (ndtri(p)[..., None] ** 2 - ndtri(given) ** 2) / 2
        slopes: Array = np.exp(exponent) / np.sqrt(1 - rho)
    certain = (p <= 0) | (p >= 1)
    slopes[certain] = 1.0
    return np.nan_to_num(slopes, nan=0.0, posinf=0.0)
