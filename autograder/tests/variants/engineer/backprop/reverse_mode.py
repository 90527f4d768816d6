"""Part 9. Reverse-mode autodiff: with this file a program computes its whole gradient at once.

Given: the class `Value` with its sums, differences, comparisons and `sin`, complete,
as examples. Yours: its products, quotients, powers, `abs`, the derivatives of the
other functions and the backward pass (9.1), and `gradient` (9.2).

While the program runs, each operation creates a node of a graph. A node remembers its
parents, the nodes that it was computed from, and a slope for each of them: its derivative
with respect to that parent. A worked example, f = x y + x at x = 2, y = 3:

    q = x * y    data 6    parents (x, y)    slopes (3, 2)
    f = q + x    data 8    parents (q, x)    slopes (1, 1)

Then backward, from df/df = 1. Each node passes to each parent its own grad times the slope:

    f passes 1 * 1 to q, and 1 * 1 to x        q.grad = 1
    q passes 1 * 3 to x, and 1 * 2 to y        x.grad = 1 + 3 = 4,  y.grad = 2

x was used twice and received twice. q had to receive before it could pass anything on.

Nothing is measured here, so answers count as correct where they agree to 9 digits.
"""

from __future__ import annotations

import math
import numbers
from collections.abc import Callable

import numpy as np

from .operators import Operators, with_numbers


def _power(base: float, exponent: float) -> float:
    """base ** exponent for real numbers; Python would go on with a complex number."""
    result = base**exponent
    if isinstance(result, complex):
        raise ValueError(f"{base} ** {exponent} is no real number")
    return result


def _sign(u: float) -> float:
    """The slope of |u|: 0 at the kink."""
    if u > 0.0:
        return 1.0
    return -1.0 if u < 0.0 else 0.0


def _slope_of_tanh(u: float) -> float:
    """1 - tanh(u)^2, without the cancellation; e^-|u| cannot overflow."""
    small = math.exp(-abs(u))
    return (2.0 * small / (1.0 + small * small)) ** 2


def _unwrapped(result):
    """A number that NumPy has put into an array of one, such as np.where does."""
    if isinstance(result, np.ndarray) and result.size == 1:
        return result.reshape(-1)[0]
    return result


class _Graph:
    """All nodes that a node depends on, itself included, and how often each of them is used."""

    def __init__(self, output: Value) -> None:
        self.nodes: list[Value] = [output]  # it grows while we go along it
        self._open_uses: dict[int, int] = {id(output): 0}
        position = 0
        while position < len(self.nodes):
            for parent in self.nodes[position].parents:
                if id(parent) not in self._open_uses:
                    self._open_uses[id(parent)] = 0
                    self.nodes.append(parent)
                self._open_uses[id(parent)] += 1  # x * x uses x twice
            position += 1

    def one_use_is_done(self, node: Value) -> bool:
        """Take note of it. Returns whether it was the last one."""
        self._open_uses[id(node)] -= 1
        return self._open_uses[id(node)] == 0


class Value(Operators):

    def __init__(self, data, parents=(), slopes=()):
        self.data = float(data)
        self.grad = 0.0
        self.parents = parents
        self.slopes = slopes

    def __repr__(self):
        return f"Value(data={self.data!r}, grad={self.grad!r})"

    @with_numbers
    def __add__(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    @with_numbers
    def __sub__(self, other):
        return Value(self.data - other.data, (self, other), (1.0, -1.0))

    @with_numbers
    def __rsub__(self, other):
        return other - self

    def __neg__(self):
        return Value(-self.data, (self,), (-1.0,))

    @with_numbers
    def __mul__(self, other):
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    @with_numbers
    def __truediv__(self, other):
        quotient = self.data / other.data
        # The slopes are 1 / y and -x / y^2, which is -(x / y) / y.
        return Value(quotient, (self, other), (1.0 / other.data, -quotient / other.data))

    @with_numbers
    def __rtruediv__(self, other):
        return other / self

    def __pow__(self, exponent):
        if not isinstance(exponent, numbers.Real):
            return NotImplemented
        exponent = float(exponent)
        if exponent == 0.0:
            return Value(1.0, (self,), (0.0,))  # also at x = 0, where x ** -1 does not exist
        slope = exponent * _power(self.data, exponent - 1.0)
        return Value(_power(self.data, exponent), (self,), (slope,))

    def __abs__(self):
        return Value(abs(self.data), (self,), (_sign(self.data),))

    @property
    def number(self):
        return self.data

    @staticmethod
    def slope(name, u):
        if name == "sin":
            return math.cos(u)
        if name == "cos":
            return -math.sin(u)
        if name == "exp":
            return math.exp(u)
        if name == "log":
            return 1.0 / u
        if name == "sqrt":
            return 0.5 / math.sqrt(u)
        if name == "tanh":
            return _slope_of_tanh(u)
        if name == "relu":
            return 1.0 if u > 0.0 else 0.0
        raise ValueError(f"there is no function {name!r} here")

    def apply(self, name):
        data = getattr(math, name)(self.data)
        return Value(data, (self,), (Value.slope(name, self.data),))

    def relu(self):
        return Value(max(0.0, self.data), (self,), (Value.slope("relu", self.data),))

    def backward(self) -> None:
        graph = _Graph(self)
        for node in graph.nodes:
            node.grad = 0.0  # from scratch, whatever an earlier call has left
        self.grad = 1.0
        # A node is ready when all nodes that used it have passed on to it. f itself is used by none.
        ready = [self]
        while ready:
            node = ready.pop()
            i = 0
            while i < len(node.parents):
                parent = node.parents[i]
                parent.grad += node.grad * node.slopes[i]
                if graph.one_use_is_done(parent):
                    ready.append(parent)
                i += 1


def gradient(f: Callable, x) -> list[float]:
    start = np.array(x, dtype=float)
    nodes: list[Value] = [Value(number) for number in start.tolist()]
    # f gets an array of its own: if it stores something in there, `nodes` still has the inputs.
    inputs = np.empty(len(nodes), dtype=object)
    i = 0
    while i < len(nodes):
        inputs[i] = nodes[i]
        i += 1
    result = _unwrapped(f(inputs))
    if isinstance(result, Value):
        for node in nodes:
            node.grad = 0.0  # what the result does not depend on, backward does not visit
        result.backward()
        return [node.grad for node in nodes]
    if isinstance(result, (numbers.Number, np.bool_)):
        return [0.0] * len(nodes)  # a constant
    raise TypeError(f"f must return a number, but it returned a {type(result).__name__}")


if __name__ == "__main__":
    print("the worked example:", gradient(lambda x: x[0] * x[1] + x[0], [2, 3]))
