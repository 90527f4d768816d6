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

import math
import numbers
from collections import Counter

import numpy as np

from .operators import Operators, with_numbers

SLOPES = {
    "cos": lambda u: -math.sin(u),
    "exp": math.exp,
    "log": lambda u: 1.0 / u,
    "sqrt": lambda u: 0.5 / math.sqrt(u),
    # 1 - tanh(u)^2 without cancellation, and without overflow
    "tanh": lambda u: (lambda e: 4.0 * e / (1.0 + e) ** 2)(math.exp(-2.0 * abs(u))),
    "relu": lambda u: 1.0 if u > 0 else 0.0,
}


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
        # TODO(9.1): As in part 8.
        return other - self

    def __neg__(self):
        return Value(-self.data, (self,), (-1.0,))

    @with_numbers
    def __mul__(self, other):
        # TODO(9.1): If x grows by 1, how much does x y grow?
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    @with_numbers
    def __truediv__(self, other):
        # TODO(9.1): Two slopes: with respect to the numerator, and to the denominator.
        ratio = self.data / other.data
        return Value(ratio, (self, other), (1.0 / other.data, -ratio / other.data))

    @with_numbers
    def __rtruediv__(self, other):
        # TODO(9.1): As in part 8.
        return other / self

    def __pow__(self, exponent):
        if not isinstance(exponent, numbers.Real):
            return NotImplemented
        # TODO(9.1): One parent, one slope: the exponent is a constant.
        x, c = self.data, float(exponent)
        return Value(x**c, (self,), (c * x ** (c - 1) if c != 0 else 0.0,))

    def __abs__(self):
        # TODO(9.1): As in part 8.
        sign = float((self.data > 0) - (self.data < 0))
        return Value(abs(self.data), (self,), (sign,))

    @property
    def number(self):
        return self.data

    @staticmethod
    def slope(name, u):
        if name == "sin":
            return math.cos(u)
        # TODO(9.1): As in part 8, and relu.
        return SLOPES[name](u)

    def apply(self, name):
        data = getattr(math, name)(self.data)
        return Value(data, (self,), (Value.slope(name, self.data),))

    def relu(self):
        return Value(max(0.0, self.data), (self,), (Value.slope("relu", self.data),))

    def backward(self):
        # TODO(9.1): A node may pass on to its parents only after all nodes that used it have passed
        # on to it. How do you find an order in which that holds?
        # Count how often each node is used on the way to this one (x + x uses x twice) ...
        uses, stack = Counter({self: 0}), [self]
        while stack:
            for parent in stack.pop().parents:
                if parent not in uses:
                    stack.append(parent)
                uses[parent] += 1
        for node in uses:
            node.grad = 0.0
        self.grad = 1.0
        # ... and let it pass on once it has received as often (Kahn's algorithm).
        ready = [self]
        while ready:
            node = ready.pop()
            for parent, slope in zip(node.parents, node.slopes, strict=True):
                parent.grad += node.grad * slope
                uses[parent] -= 1
                if uses[parent] == 0:
                    ready.append(parent)


def gradient(f, x):
    # TODO(9.2): Wrap the inputs, run f, go backward, collect the grads.
    inputs = [*map(Value, np.asarray(x, dtype=float))]
    y = f(np.array(inputs, dtype=object))
    y = y.item() if isinstance(y, np.ndarray) else y  # np.where makes an array of one number
    for node in inputs:
        node.grad = 0.0
    if isinstance(y, Value):
        y.backward()
    return np.array([node.grad for node in inputs], dtype=float)
