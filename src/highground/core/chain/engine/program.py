"""Conditioning: the gates as factors over the few people who sign more than one, summed out one by one.

Cost grows with 2 to the number of shared people that are open at a time (the width), not with the number of people.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from highground.core.chain.engine.algebra import Algebra, Array
from highground.core.chain.engine.nodes import Node, Threshold, conjuncts, leaves
from highground.core.chain.engine.operations import Axes, Operation, Run, compile_rule, gathered, merged, spread

BATCH_CELLS = 8_000_000
"""Numbers kept at a time in one pass: 64 MB."""
COUNTED_QUOTA = 200_000
"""Above this quota the signers of a rule are treated as shared: a truth table instead of a count."""


@dataclass(frozen=True)
class Elimination:
    """Sum out one shared variable: join the factors that hold it, then choose between its no and its yes."""

    slot: int
    inputs: tuple[int, ...]
    axes: Axes
    output: int


class Program:
    """The gates of a chain compiled for evaluation with any chances, in any algebra.

    `gates` are the rules, `size` is the number of variables they are numbered by.
    """

    def __init__(self, gates: Sequence[Node], size: int) -> None:
        self.size = size
        self.shared = shared_variables(gates)
        self._parts = [(g, part) for g, gate in enumerate(gates) for part in conjuncts(gate)]
        self._gates = len(gates)
        self._slots = {variable: slot for slot, variable in enumerate(self.shared)}
        scopes = [merged(tuple(self._slots[v] for v in leaves(part) if v in self._slots)) for _, part in self._parts]
        self._steps = elimination_order(scopes, len(self.shared))
        self._scopes = scopes
        self.width = max((len(axes) for axes in [*scopes, *(step.axes for step in self._steps)]), default=0)
        self._operations: list[Operation] | None = None

    @property
    def operations(self) -> list[Operation]:
        """One operation a factor, compiled when first needed: the width is known before."""
        if self._operations is None:
            self._operations = [compile_rule(part, self._slots) for _, part in self._parts]
        return self._operations

    @property
    def table_cells(self) -> float:
        """How many numbers the joining of gates keeps: known before anything large is made."""
        sizes = [*(len(axes) for axes in self._scopes), *(len(step.axes) + 1 for step in self._steps)]
        return 1.0 + sum(2.0**size for size in sizes)

    @property
    def cells(self) -> float:
        """How many numbers one evaluation keeps in all."""
        return self.table_cells + sum(operation.cells() for operation in self.operations)

    def value(self, algebra: Algebra, x: Array) -> Array:
        """The value for each column of `x`, shape (variables, batch) → (batch,)."""
        return np.concatenate([self._pass(algebra, part, False)[0] for part in self._batches(x)])

    def gradient(self, algebra: Algebra, x: Array) -> tuple[Array, Array]:
        """The value and its derivative by every variable: (batch,) and (variables, batch)."""
        passes = [self._pass(algebra, part, True) for part in self._batches(x)]
        return np.concatenate([value for value, _ in passes]), np.concatenate([grad for _, grad in passes], axis=1)

    def prefixes(self, algebra: Algebra, x: Array) -> Array:
        """The value of the first k gates for k = 0 … gates, at one column of `x`, shape (variables, 1)."""
        run = Run(algebra, x)
        factors = [operation.forward(run) for operation in self.operations]
        passed = np.arange(self._gates + 1)
        chunk = max(1, int(4 * BATCH_CELLS / self.table_cells))
        values = []
        for start in range(0, self._gates + 1, chunk):
            counted = passed[start : start + chunk]
            masked = [
                np.where(counted > gate, factor, algebra.true)
                for (gate, _), factor in zip(self._parts, factors, strict=True)
            ]
            wide = Run(algebra, np.broadcast_to(x, (len(x), len(counted))))
            values.append(np.broadcast_to(self._contract(wide, masked)[0], counted.shape))
        return np.concatenate(values)

    def _batches(self, x: Array) -> list[Array]:
        chunk = max(1, int(BATCH_CELLS / self.cells))
        return [x[:, start : start + chunk] for start in range(0, x.shape[1], chunk)]

    def _pass(self, algebra: Algebra, x: Array, with_gradient: bool) -> tuple[Array, Array]:
        run = Run(algebra, x)
        value, tape = self._contract(run, [operation.forward(run) for operation in self.operations])
        if with_gradient:
            self._expand(run, tape)
        return np.broadcast_to(value, x.shape[1:]), run.grad

    def _contract(self, run: Run, factors: list[Array]) -> tuple[Array, list[list[Array]]]:
        """Join all factors and sum the shared variables out. Returns the value and what each step joined."""
        algebra = run.algebra
        scopes = list(self._scopes)
        tape: list[list[Array]] = []
        for step in self._steps:
            joined = [spread(factors[i], scopes[i], step.axes) for i in step.inputs]
            running = _joined(algebra, joined)
            place = step.axes.index(step.slot)
            no, yes = _split(running[-1], place)
            factors.append(algebra.choose(run.x[self.shared[step.slot]], no, yes))
            scopes.append(_without(step.axes, step.slot))
            tape.append([*joined, *running])
        used = {i for step in self._steps for i in step.inputs}
        scalars = [factor for i, factor in enumerate(factors) if i not in used]
        ending = _joined(algebra, [np.full(1, algebra.true, dtype=algebra.dtype), *scalars])
        tape.append([*scalars, *ending])
        return ending[-1], tape

    def _expand(self, run: Run, tape: list[list[Array]]) -> None:
        """The derivative of the value by every factor and variable, from the last step to the first."""
        algebra = run.algebra
        scopes = [*self._scopes, *(_without(step.axes, step.slot) for step in self._steps)]
        grads: dict[int, Array] = {}
        used = {i for step in self._steps for i in step.inputs}
        free = [i for i in range(len(scopes)) if i not in used]
        scalars, ending = tape[-1][: len(free)], tape[-1][len(free) :]
        grad: Array = np.ones(run.x.shape[1], dtype=algebra.dtype)
        for place in range(len(free) - 1, -1, -1):
            grad, grads[free[place]] = algebra.both_back(ending[place], scalars[place], grad)
        for step, kept in zip(reversed(self._steps), reversed(tape[:-1]), strict=True):
            count = len(step.inputs)
            joined, running = kept[:count], kept[count:]
            no, yes = _split(running[-1], step.axes.index(step.slot))
            variable = self.shared[step.slot]
            to_x, to_no, to_yes = algebra.choose_back(run.x[variable], no, yes, grads[step.output])
            run.grad[variable] += algebra.total(to_x, axis=tuple(range(to_x.ndim - 1)))
            grad = np.stack([to_no, to_yes], axis=step.axes.index(step.slot))
            for place in range(count - 1, 0, -1):
                grad, part = algebra.both_back(running[place - 1], joined[place], grad)
                grad = _summed(algebra, grad, running[place - 1].shape)
                grads[step.inputs[place]] = gathered(run, part, step.axes, scopes[step.inputs[place]])
            grads[step.inputs[0]] = gathered(run, grad, step.axes, scopes[step.inputs[0]])
        for i, operation in enumerate(self.operations):
            operation.backward(run, grads[i])


def shared_variables(gates: Sequence[Node]) -> tuple[int, ...]:
    """The variables that occur more than once, and those under a quota too large to count."""
    parts = [part for gate in gates for part in conjuncts(gate)]
    counts = Counter(variable for part in parts for variable in leaves(part))
    shared = {variable for variable, count in counts.items() if count > 1}
    for part in parts:
        shared.update(_beyond_counting(part))
    return tuple(sorted(shared))


def elimination_order(scopes: Sequence[Axes], slots: int) -> list[Elimination]:
    """Which variable to sum out when: always the one whose joined factors hold the fewest others."""
    live = {i: set(axes) for i, axes in enumerate(scopes) if axes}
    left = set(range(slots))
    order: list[Elimination] = []
    while left:
        unions = {slot: set().union(*(axes for axes in live.values() if slot in axes)) for slot in left}
        slot = min(left, key=lambda slot: (len(unions[slot]), slot))
        left.discard(slot)
        holding = [i for i, axes in live.items() if slot in axes]
        inputs = tuple(sorted(holding, key=lambda i: (len(live[i]), i)))  # small ones first: few products are large
        if not inputs:
            continue
        output = len(scopes) + len(order)
        order.append(Elimination(slot, inputs, tuple(sorted(unions[slot])), output))
        for i in inputs:
            del live[i]
        if unions[slot] - {slot}:
            live[output] = unions[slot] - {slot}
    return order


def _beyond_counting(node: Node) -> set[int]:
    if not isinstance(node, Threshold):
        return set()
    if node.quota > COUNTED_QUOTA and not (node.is_all or node.is_any):
        return set(leaves(node))
    return set().union(*(_beyond_counting(member) for _, member in node.members))


def _joined(algebra: Algebra, arrays: list[Array]) -> list[Array]:
    running = [arrays[0]]
    for array in arrays[1:]:
        running.append(algebra.both(running[-1], array))
    return running


def _summed(algebra: Algebra, grad: Array, shape: tuple[int, ...]) -> Array:
    """A derivative summed over the shared variables its factor does not hold: those of length 1 in `shape`."""
    gone = tuple(i for i, length in enumerate(shape[:-1]) if length == 1 < grad.shape[i])
    return algebra.total(grad, axis=gone).reshape((*shape[:-1], grad.shape[-1])) if gone else grad


def _split(array: Array, place: int) -> tuple[Array, Array]:
    before: tuple[Any, ...] = (slice(None),) * place
    return array[(*before, 0)], array[(*before, 1)]


def _without(axes: Axes, slot: int) -> Axes:
    return tuple(axis for axis in axes if axis != slot)
