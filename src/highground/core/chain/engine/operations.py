"""Rules as arrays: each operation gives its value over the shared variables below it, and its derivative.

An array has one axis of length 2 for each shared variable of the operation, in ascending order of slots, and the batch
last. People who sign once never become an axis: they are summed out in closed form where they stand.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from highground.core.chain.engine.algebra import Algebra, Array
from highground.core.chain.engine.nodes import Choose, Constant, Leaf, Node, Threshold, holds

Axes = tuple[int, ...]


class Run:
    """One evaluation: an algebra, the values of all variables, shape (variables, batch), and what it met on the way."""

    def __init__(self, algebra: Algebra, x: Array) -> None:
        self.algebra = algebra
        self.x = x
        self.grad: Array = np.zeros_like(x)
        self.tape: dict[Operation, Any] = {}


class Operation:
    """A rule that can be evaluated over the shared variables `axes`."""

    axes: Axes

    def forward(self, run: Run) -> Array:
        """The value, shape (2,) × len(axes) + (batch or 1,)."""
        raise NotImplementedError  # pragma: no cover

    def backward(self, run: Run, grad: Array) -> None:
        """Pass a derivative on to the leaves, adding to `run.grad`."""

    def cells(self) -> int:
        """How many numbers an evaluation keeps for each member of the batch."""
        return 1 << len(self.axes)


@dataclass(eq=False)
class Signature(Operation):
    """A variable that occurs once."""

    variable: int
    axes: Axes = ()

    def forward(self, run: Run) -> Array:
        result: Array = run.x[self.variable]
        return result

    def backward(self, run: Run, grad: Array) -> None:
        run.grad[self.variable] += grad


@dataclass(eq=False)
class Table(Operation):
    """A rule over shared variables alone: its truth table."""

    axes: Axes
    truth: NDArray[np.bool_]

    def forward(self, run: Run) -> Array:
        algebra = run.algebra
        return np.where(self.truth, algebra.true, algebra.false).astype(algebra.dtype)[..., None]


@dataclass(eq=False)
class Choice(Operation):
    """One rule or another, as a variable says."""

    axes: Axes
    switch: Operation
    if_no: Operation
    if_yes: Operation

    def forward(self, run: Run) -> Array:
        parts = [spread(part.forward(run), part.axes, self.axes) for part in (self.switch, self.if_no, self.if_yes)]
        run.tape[self] = parts
        return run.algebra.choose(*parts)

    def backward(self, run: Run, grad: Array) -> None:
        x, no, yes = run.tape[self]
        gradients = run.algebra.choose_back(x, no, yes, grad)
        for part, part_grad in zip((self.switch, self.if_no, self.if_yes), gradients, strict=True):
            part.backward(run, gathered(run, part_grad, self.axes, part.axes))

    def cells(self) -> int:
        return (1 << len(self.axes)) + sum(part.cells() for part in (self.switch, self.if_no, self.if_yes))


@dataclass(eq=False)
class Together(Operation):
    """All of the members, or any of them: they share nothing but the axes."""

    axes: Axes
    members: tuple[Operation, ...]
    needs_all: bool

    def forward(self, run: Run) -> Array:
        join = run.algebra.both if self.needs_all else run.algebra.either
        parts = [spread(member.forward(run), member.axes, self.axes) for member in self.members]
        running = [parts[0]]
        for part in parts[1:]:
            running.append(join(running[-1], part))
        run.tape[self] = (parts, running)
        return running[-1]

    def backward(self, run: Run, grad: Array) -> None:
        parts, running = run.tape[self]
        join_back = run.algebra.both_back if self.needs_all else run.algebra.either_back
        for i in range(len(parts) - 1, 0, -1):
            grad, part_grad = join_back(running[i - 1], parts[i], grad)
            self.members[i].backward(run, gathered(run, part_grad, self.axes, self.members[i].axes))
        self.members[0].backward(run, gathered(run, grad, self.axes, self.members[0].axes))

    def cells(self) -> int:
        return len(self.members) * (1 << len(self.axes)) + sum(member.cells() for member in self.members)


@dataclass(eq=False)
class Count(Operation):
    """Weights that must reach a quota.

    State t is, for each need, the value of "the first t members reach it" over the shared variables of those members
    alone, so that most states are small. Shared people who sign this rule directly
    are looked up at the end: their votes only lower the need (`votes`, shape (2,) × shared signers).
    """

    axes: Axes
    quota: int
    weights: tuple[int, ...]
    members: tuple[Operation, ...]
    votes: NDArray[np.intp]

    def __post_init__(self) -> None:
        self._open = int(self.votes.max(initial=0))
        remaining = self._open + np.cumsum([0, *self.weights[::-1]])[::-1]
        reached = np.cumsum([0, *self.weights])
        self._low = [max(1, self.quota - int(rest)) for rest in remaining]
        self._high = [min(self.quota, int(sum_)) for sum_ in reached]
        self._known: list[Axes] = [()]
        for member in self.members:
            self._known.append(merged(self._known[-1], member.axes))

    def forward(self, run: Run) -> Array:
        algebra = run.algebra
        parts = [member.forward(run) for member in self.members]
        states = [self._state(run, t) for t in range(len(parts) + 1)]
        for t, (weight, part) in enumerate(zip(self.weights, parts, strict=True)):
            after, known = states[t + 1], self._known[t + 1]
            before, wide = self._widened(states[t], t), spread(part, self.members[t].axes, known)
            low, split, high = self._window(t, weight)
            after[split:high] = algebra.choose(wide, before[split:high], before[split - weight : high - weight])
            if low < split:
                after[low:split] = algebra.choose(wide, before[low:split], before[0])
        run.tape[self] = (parts, states)
        return states[-1][self._needs()] if self.looks_up else states[-1][self.quota]

    def backward(self, run: Run, grad: Array) -> None:
        algebra = run.algebra
        parts, states = run.tape[self]
        flow = np.zeros(states[-1].shape, dtype=algebra.dtype)
        if self.looks_up:
            self._scatter(run, flow, grad)
        else:
            flow[self.quota] = grad
        for t in range(len(parts) - 1, -1, -1):
            weight, known = self.weights[t], self._known[t + 1]
            before, part = self._widened(states[t], t), spread(parts[t], self.members[t].axes, known)
            low, split, high = self._window(t, weight)
            to_part, stay, taken = algebra.choose_back(
                part, before[split:high], before[split - weight : high - weight], flow[split:high]
            )
            to_part = algebra.total(to_part, axis=0)
            back = flow if known == self._known[t] else np.zeros(states[t].shape, dtype=algebra.dtype)
            if low < split:
                to_low, stay_low, _ = algebra.choose_back(part, before[low:split], before[0], flow[low:split])
                to_part = to_part + algebra.total(to_low, axis=0)
                back[low:split] = self._narrowed(run, stay_low, t)
            back[split:high] = self._narrowed(run, stay, t)
            back[split - weight : high - weight] += self._narrowed(run, taken, t)
            flow = back
            self.members[t].backward(run, gathered(run, to_part, known, self.members[t].axes))

    def cells(self) -> int:
        rows = [max(0, high - low + 2) for low, high in zip(self._low, self._high, strict=True)]
        states: int = sum(count * 2 ** len(known) for count, known in zip(rows, self._known, strict=True))
        table: int = 2 ** len(self.axes)
        return states + table + sum(member.cells() for member in self.members)

    @property
    def looks_up(self) -> bool:
        """Whether shared people sign this rule directly."""
        return self.votes.ndim > 0

    def _state(self, run: Run, t: int) -> Array:
        """Room for the values after t members: need 0 is met, more than they can give is not, as far as it is read."""
        read = self._high[t + 1] if t < len(self.members) else self.quota
        shape = (self.quota + 1, *(2,) * len(self._known[t]), run.x.shape[-1])
        state = np.empty(shape, dtype=run.algebra.dtype)
        state[0], state[self._high[t] + 1 : read + 1] = run.algebra.true, run.algebra.false
        return state

    def _widened(self, state: Array, t: int) -> Array:
        """The values after t members with axes of length 1 for what the next one brings."""
        known = tuple(2 if axis in self._known[t] else 1 for axis in self._known[t + 1])
        return state.reshape((len(state), *known, state.shape[-1]))

    def _narrowed(self, run: Run, flow: Array, t: int) -> Array:
        """A derivative by several needs summed to what was known before member t."""
        gone = tuple(1 + i for i, axis in enumerate(self._known[t + 1]) if axis not in self._known[t])
        return run.algebra.total(flow, axis=gone) if gone else flow

    def _window(self, t: int, weight: int) -> tuple[int, int, int]:
        """The needs that matter after member t: from low, met by this member alone below split, up to high."""
        low, high = self._low[t + 1], self._high[t + 1] + 1
        return min(low, high), min(max(low, weight), high), high

    def _needs(self) -> NDArray[np.intp]:
        return np.maximum(self.quota - self.votes, 0)

    def _scatter(self, run: Run, flow: Array, grad: Array) -> None:
        needs = self._needs()
        grad = np.broadcast_to(grad, (*needs.shape, flow.shape[-1])).reshape(-1, flow.shape[-1])
        order = np.argsort(needs, axis=None, kind="stable")
        values, starts = np.unique(needs.reshape(-1)[order], return_index=True)
        flow[values] = run.algebra.settle(np.add.reduceat(grad[order], starts, axis=0))


def compile_rule(node: Node, slots: dict[int, int]) -> Operation:
    """The operation of a rule; `slots` gives each shared variable its axis."""
    if isinstance(node, Constant):
        return Table((), np.array(node.holds))
    if isinstance(node, Leaf):
        if node.variable not in slots:
            return Signature(node.variable)
        return Table((slots[node.variable],), np.array([False, True]))
    below = node.members if isinstance(node, Threshold) else [(1, part) for part in _branches(node)]
    parts = tuple(compile_rule(part, slots) for _, part in below)
    axes = merged(*(part.axes for part in parts))
    if all(isinstance(part, Table) for part in parts):
        return _table(node, axes, slots)
    if isinstance(node, Choose):
        return Choice(axes, *parts)
    if node.is_all or node.is_any:
        return Together(axes, parts, node.is_all)
    return _count(node, parts, slots)


def spread(array: Array, axes: Axes, onto: Axes) -> Array:
    """The same array with axes of length 1 for the variables it does not depend on."""
    if axes == onto:
        return array
    return array.reshape(tuple(2 if axis in axes else 1 for axis in onto) + array.shape[-1:])


def gathered(run: Run, grad: Array, axes: Axes, onto: Axes) -> Array:
    """A derivative over `axes` summed to the variables in `onto`."""
    if axes == onto:
        return grad
    gone = tuple(i for i, axis in enumerate(axes) if axis not in onto)
    return run.algebra.total(grad, axis=gone)


def merged(*axes: Axes) -> Axes:
    """All axes in ascending order."""
    return tuple(sorted(set().union(*axes)))


def _table(node: Node, axes: Axes, slots: dict[int, int]) -> Table:
    bit = np.array([False, True])

    def truth(variable: int) -> NDArray[np.bool_]:
        return bit.reshape(tuple(2 if axis == slots[variable] else 1 for axis in axes))

    return Table(axes, np.broadcast_to(holds(node, truth), (2,) * len(axes)))


def _branches(node: Choose) -> tuple[Node, Node, Node]:
    return Leaf(node.variable), node.if_no, node.if_yes


def _count(node: Threshold, parts: tuple[Operation, ...], slots: dict[int, int]) -> Count:
    """Shared people who sign directly are looked up, unless a nested rule needs axes of its own anyway."""
    weighed = [(weight, part) for (weight, _), part in zip(node.members, parts, strict=True)]
    direct = [isinstance(member, Leaf) and member.variable in slots for _, member in node.members]
    if any(part.axes and not signs for (_, part), signs in zip(weighed, direct, strict=True)):
        direct = [False] * len(direct)
    signers = sorted((part.axes[0], weight) for (weight, part), signs in zip(weighed, direct, strict=True) if signs)
    others = [found for found, signs in zip(weighed, direct, strict=True) if not signs]
    others.sort(key=lambda found: (len(found[1].axes), found[0]))  # few axes first keep states small, light windows
    votes = np.zeros((2,) * len(signers), dtype=np.intp)
    for place, (_, weight) in enumerate(signers):
        votes += np.array([0, weight]).reshape(tuple(2 if i == place else 1 for i in range(len(signers))))
    axes = merged(*(part.axes for part in parts))
    return Count(axes, node.quota, tuple(weight for weight, _ in others), tuple(part for _, part in others), votes)
