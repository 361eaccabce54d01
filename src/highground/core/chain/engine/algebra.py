"""What the one recursion computes: chances, cheapest sets, or exact tests for zero.

Each algebra says what true and false are worth and how to choose, join and offer alternatives, with the derivative of
each. Arrays broadcast; the last axis is the batch.
"""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
PRIME = 2**29 - 3
"""Small enough that a product of two residues, and a few added up, stay within 64 bits."""


class Algebra(Protocol):
    """Values of rules and the four ways to combine them."""

    dtype: type
    true: int | float
    false: int | float

    def settle(self, array: Array) -> Array:
        """The canonical form of a long sum."""

    def total(self, array: Array, axis: int | tuple[int, ...]) -> Array:
        """The sum of derivatives along axes."""

    def choose(self, x: Array, no: Array, yes: Array) -> Array:
        """`yes` where x holds, `no` where it does not."""

    def choose_back(self, x: Array, no: Array, yes: Array, grad: Array) -> tuple[Array, Array, Array]:
        """Derivatives by x, no and yes."""

    def both(self, a: Array, b: Array) -> Array:
        """Both hold; they share no variable."""

    def both_back(self, a: Array, b: Array, grad: Array) -> tuple[Array, Array]:
        """Derivatives by a and b."""

    def either(self, a: Array, b: Array) -> Array:
        """One of them holds; they share no variable."""

    def either_back(self, a: Array, b: Array, grad: Array) -> tuple[Array, Array]:
        """Derivatives by a and b."""


class Probability:
    """Chances: values are P(rule holds), leaves are P(yes)."""

    dtype: type = np.float64
    true: int | float = 1.0
    false: int | float = 0.0

    def settle(self, array: Array) -> Array:
        return array

    def total(self, array: Array, axis: int | tuple[int, ...]) -> Array:
        narrow = array.ndim == 2 and axis == 0  # a long sum over few columns: a product with ones is faster
        result: Array = np.ones(len(array)) @ array if narrow else array.sum(axis=axis)
        return result

    def choose(self, x: Array, no: Array, yes: Array) -> Array:
        result: Array = x * (yes - no)
        result += no
        return result

    def choose_back(self, x: Array, no: Array, yes: Array, grad: Array) -> tuple[Array, Array, Array]:
        to_yes = grad * x
        return grad * (yes - no), grad - to_yes, to_yes

    def both(self, a: Array, b: Array) -> Array:
        result: Array = a * b
        return result

    def both_back(self, a: Array, b: Array, grad: Array) -> tuple[Array, Array]:
        return grad * b, grad * a

    def either(self, a: Array, b: Array) -> Array:
        result: Array = a + b - a * b
        return result

    def either_back(self, a: Array, b: Array, grad: Array) -> tuple[Array, Array]:
        return grad * (1 - b), grad * (1 - a)


class Cost:
    """Cheapest sets: values are the least cost at which the rule holds, leaves the cost of a yes.

    The derivative of the least cost by a leaf's cost is 1 for members of the cheapest set and 0 for others.
    """

    dtype: type = np.float64
    true: int | float = 0.0
    false: int | float = float("inf")

    def settle(self, array: Array) -> Array:
        return array

    def total(self, array: Array, axis: int | tuple[int, ...]) -> Array:
        result: Array = array.sum(axis=axis)
        return result

    def choose(self, x: Array, no: Array, yes: Array) -> Array:
        result: Array = np.minimum(no, x + yes)
        return result

    def choose_back(self, x: Array, no: Array, yes: Array, grad: Array) -> tuple[Array, Array, Array]:
        taken = x + yes < no
        to_yes = np.where(taken, grad, 0.0)
        return to_yes, np.where(taken, 0.0, grad), to_yes

    def both(self, a: Array, b: Array) -> Array:
        result: Array = a + b
        return result

    def both_back(self, a: Array, b: Array, grad: Array) -> tuple[Array, Array]:
        return grad, grad

    def either(self, a: Array, b: Array) -> Array:
        result: Array = np.minimum(a, b)
        return result

    def either_back(self, a: Array, b: Array, grad: Array) -> tuple[Array, Array]:
        first = a <= b
        return np.where(first, grad, 0.0), np.where(first, 0.0, grad)


class Residues:
    """The same polynomial as Probability in integers modulo a prime, where zero is exactly zero.

    A derivative that is zero at random points is the zero polynomial but for a chance of about n / 2²⁹ a point
    (Schwartz 1980, Zippel 1979): the test for people without any say.
    """

    dtype: type = np.int64
    true: int | float = 1
    false: int | float = 0

    def settle(self, array: Array) -> Array:
        result: Array = array % PRIME
        return result

    def total(self, array: Array, axis: int | tuple[int, ...]) -> Array:
        return self.settle(array.sum(axis=axis))

    def choose(self, x: Array, no: Array, yes: Array) -> Array:
        result: Array = (no + x * ((yes - no) % PRIME)) % PRIME
        return result

    def choose_back(self, x: Array, no: Array, yes: Array, grad: Array) -> tuple[Array, Array, Array]:
        to_yes = grad * x % PRIME
        return grad * ((yes - no) % PRIME) % PRIME, (grad - to_yes) % PRIME, to_yes

    def both(self, a: Array, b: Array) -> Array:
        result: Array = a * b % PRIME
        return result

    def both_back(self, a: Array, b: Array, grad: Array) -> tuple[Array, Array]:
        return grad * b % PRIME, grad * a % PRIME

    def either(self, a: Array, b: Array) -> Array:
        result: Array = (a + b - a * b % PRIME) % PRIME
        return result

    def either_back(self, a: Array, b: Array, grad: Array) -> tuple[Array, Array]:
        return grad * ((1 - b) % PRIME) % PRIME, grad * ((1 - a) % PRIME) % PRIME
