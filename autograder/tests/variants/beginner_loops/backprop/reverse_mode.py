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

import numpy as np

from .operators import Operators, with_numbers


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
        return other - self  # other is a Value by now

    def __neg__(self):
        return Value(-self.data, (self,), (-1.0,))

    @with_numbers
    def __mul__(self, other):
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    @with_numbers
    def __truediv__(self, other):
        data = self.data / other.data
        return Value(data, (self, other), (1.0 / other.data, -data / other.data))

    @with_numbers
    def __rtruediv__(self, other):
        return other / self

    def __pow__(self, exponent):
        if not isinstance(exponent, numbers.Real):
            return NotImplemented
        if exponent == 0:
            return Value(1.0, (self,), (0.0,))
        c = float(exponent)
        slope = c * math.pow(self.data, c - 1.0)
        return Value(math.pow(self.data, c), (self,), (slope,))

    def __abs__(self):
        if self.data > 0:
            slope = 1.0
        elif self.data < 0:
            slope = -1.0
        else:
            slope = 0.0
        return Value(abs(self.data), (self,), (slope,))

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
            return 1.0 / (2.0 * math.sqrt(u))
        if name == "tanh":
            # 1 - tanh(u)^2 = (2 / (e^u + e^-u))^2: so no digits are lost where tanh is almost 1
            small = math.exp(-abs(u))
            root = 2.0 * small / (1.0 + small * small)
            return root * root
        if name == "relu":
            if u > 0:
                return 1.0
            return 0.0
        raise ValueError(f"there is no function {name!r}")

    def apply(self, name):
        data = getattr(math, name)(self.data)
        return Value(data, (self,), (Value.slope(name, self.data),))

    def relu(self):
        return Value(max(0.0, self.data), (self,), (Value.slope("relu", self.data),))

    def backward(self):
        # First find all nodes that this one depends on, and count how often each is used.
        uses = {id(self): 0}
        to_visit = [self]
        while to_visit:
            node = to_visit.pop()
            node.grad = 0.0
            for parent in node.parents:
                if id(parent) not in uses:
                    uses[id(parent)] = 0
                    to_visit.append(parent)
                uses[id(parent)] += 1

        # Then go backward. A node is ready when all its uses have passed on to it.
        self.grad = 1.0
        ready = [self]
        while ready:
            node = ready.pop()
            for i in range(len(node.parents)):
                parent = node.parents[i]
                parent.grad += node.grad * node.slopes[i]
                uses[id(parent)] -= 1
                if uses[id(parent)] == 0:
                    ready.append(parent)


def gradient(f, x):
    d = len(x)
    values = np.empty(d, dtype=object)
    inputs = []  # a list of our own: f may store other things in its array
    for i in range(d):
        value = Value(x[i])
        values[i] = value
        inputs.append(value)

    result = f(values)
    grads = np.zeros(d)
    if not isinstance(result, Value):
        return grads  # a plain number: a constant
    for value in inputs:
        value.grad = 0.0  # an input that the result does not depend on keeps this
    result.backward()
    for i in range(d):
        grads[i] = inputs[i].grad
    return grads
