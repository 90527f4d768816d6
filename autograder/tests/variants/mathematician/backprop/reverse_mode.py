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

import itertools
import math
import numbers

import numpy as np

from .operators import Operators, with_numbers

_births = itertools.count()  # numbers the nodes in the order in which they are created


def _sech(u):
    """2 / (e^u + e^-u), as 2 e^-|u| / (1 + e^-2|u|): it never overflows."""
    small = math.exp(-abs(u))
    return 2.0 * small / (1.0 + small * small)


SLOPES = {
    "sin": math.cos,
    "cos": lambda u: -math.sin(u),
    "exp": math.exp,
    "log": lambda u: 1.0 / u,
    "sqrt": lambda u: 0.5 / math.sqrt(u),
    "tanh": lambda u: _sech(u) ** 2,  # 1 - tanh^2, but without its cancellation
    "relu": lambda u: 1.0 if u > 0 else 0.0,
}


def _power_slope(u, c):
    """The derivative of u^c with respect to u. That of u^0 = 1 is 0, also at u = 0."""
    return c * u ** (c - 1.0) if c else 0.0


def _sign(u):
    """1, 0 or -1."""
    return float((u > 0) - (u < 0))


class Value(Operators):

    def __init__(self, data, parents=(), slopes=()):
        self.data = float(data)
        self.grad = 0.0
        self.parents = parents
        self.slopes = slopes
        self.birth = next(_births)

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
        return Value(quotient, (self, other), (1.0 / other.data, -quotient / other.data))

    @with_numbers
    def __rtruediv__(self, other):
        return other / self

    def __pow__(self, exponent):
        if not isinstance(exponent, numbers.Real):
            return NotImplemented
        c = float(exponent)
        return Value(self.data**c, (self,), (_power_slope(self.data, c),))

    def __abs__(self):
        return Value(abs(self.data), (self,), (_sign(self.data),))

    @property
    def number(self):
        return self.data

    @staticmethod
    def slope(name, u):
        return SLOPES[name](u)

    def apply(self, name):
        data = getattr(math, name)(self.data)
        return Value(data, (self,), (Value.slope(name, self.data),))

    def relu(self):
        return Value(max(0.0, self.data), (self,), (Value.slope("relu", self.data),))

    def backward(self):
        # All nodes that this one depends on, itself included.
        found, to_visit = {self}, [self]
        while to_visit:
            for parent in to_visit.pop().parents:
                if parent not in found:
                    found.add(parent)
                    to_visit.append(parent)
        for node in found:
            node.grad = 0.0
        self.grad = 1.0
        # A node is younger than its parents: from the youngest to the oldest, each has received
        # all of its grad before it passes any on.
        for node in sorted(found, key=lambda node: node.birth, reverse=True):
            for parent, slope in zip(node.parents, node.slopes, strict=True):
                parent.grad += node.grad * slope


def gradient(f, x):
    inputs = [Value(entry) for entry in np.asarray(x, dtype=float)]
    image = f(np.array(inputs, dtype=object))  # an array of its own: f may write into it
    if isinstance(image, Value):
        image.backward()
    return np.array([node.grad for node in inputs], dtype=float)
