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
    """A node of the graph: `data` is its number, `grad` is df/d(this node) after f.backward().

    parents: the nodes that it was computed from, none for an input or a constant.
    slopes: d(this node)/d(parent), a plain number for each parent.
    """

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
        """For 2 - x, with x as self and 2 as other."""
        # 9.1 As in part 8.
        # BEGIN SOLUTION
        return other - self
        # END SOLUTION

    def __neg__(self):
        return Value(-self.data, (self,), (-1.0,))

    @with_numbers
    def __mul__(self, other):
        """The product."""
        # 9.1 If x grows by 1, how much does x y grow?
        # BEGIN SOLUTION
        return Value(self.data * other.data, (self, other), (other.data, self.data))
        # END SOLUTION

    @with_numbers
    def __truediv__(self, other):
        """The quotient, self / other."""
        # 9.1 Two slopes: with respect to the numerator, and to the denominator.
        # BEGIN SOLUTION
        quotient = self.data / other.data
        return Value(quotient, (self, other), (1 / other.data, -quotient / other.data))
        # END SOLUTION

    @with_numbers
    def __rtruediv__(self, other):
        """For 2 / x, with x as self and 2 as other."""
        # 9.1 As in part 8.
        # BEGIN SOLUTION
        return other / self
        # END SOLUTION

    def __pow__(self, exponent):
        """self ** exponent, where the exponent is a plain number. x ** 0 is 1, its derivative 0."""
        if not isinstance(exponent, numbers.Real):
            return NotImplemented
        # 9.1 One parent, one slope: the exponent is a constant.
        # BEGIN SOLUTION
        slope = exponent * math.pow(self.data, exponent - 1) if exponent else 0.0
        return Value(math.pow(self.data, exponent), (self,), (slope,))
        # END SOLUTION

    def __abs__(self):
        """|self|. At the kink, x = 0, take 0 as the derivative."""
        # 9.1 As in part 8.
        # BEGIN SOLUTION
        sign = (self.data > 0) - (self.data < 0)
        return Value(abs(self.data), (self,), (sign,))
        # END SOLUTION

    @property
    def number(self):
        """What a branch such as `if x < 5` compares: the data alone decides which code runs."""
        return self.data

    @staticmethod
    def slope(name, u):
        """The derivative at the plain number u of the function called name.

        name: one of "sin", "cos", "exp", "log", "sqrt", "tanh", "relu". Returns a number.
        relu is max(0, u); take 0 as its derivative at 0.
        """
        if name == "sin":
            return math.cos(u)
        # 9.1 As in part 8, and relu.
        # BEGIN SOLUTION
        if name == "cos":
            return -math.sin(u)
        if name == "exp":
            return math.exp(u)
        if name == "log":
            return 1 / u
        if name == "sqrt":
            return 0.5 / math.sqrt(u)
        if name == "tanh":
            return 1 - math.tanh(u) ** 2
        return 1.0 if u > 0 else 0.0
        # END SOLUTION

    def apply(self, name):
        """f(self), where f is the function of `math` called name."""
        data = getattr(math, name)(self.data)
        return Value(data, (self,), (Value.slope(name, self.data),))

    def relu(self):
        return Value(max(0.0, self.data), (self,), (Value.slope("relu", self.data),))

    def backward(self):
        """Set `grad` of this node f to 1, and of each node q that it depends on to df/dq.

            df/dq = sum, over the nodes w that used q, of df/dw dw/dq

        Every grad is computed from scratch: nothing is added to what an earlier call left
        there, so a second call changes nothing. (PyTorch adds.) Returns nothing.

        A program may be 20,000 operations long, and Python stops a function that
        calls itself more than about 1,000 deep: go through the graph with a loop and a list.
        """
        # 9.1 A node may pass on to its parents only after all nodes that used it have passed
        # on to it. How do you find an order in which that holds?
        # BEGIN SOLUTION
        awaited = {self: 0}  # how many contributions each node still waits for
        stack = [self]
        while stack:
            for parent in stack.pop().parents:
                if parent not in awaited:
                    awaited[parent] = 0
                    stack.append(parent)
                awaited[parent] += 1

        for node in awaited:
            node.grad = 0.0
        self.grad = 1.0
        ready = [self]
        while ready:
            node = ready.pop()
            for parent, slope in zip(node.parents, node.slopes, strict=True):
                parent.grad += slope * node.grad
                awaited[parent] -= 1
                if awaited[parent] == 0:
                    ready.append(parent)
        # END SOLUTION


def gradient(f, x):
    """The gradient of f at x, in one pass forward and one backward, however many inputs.

    f: a function of one array that returns a number (a plain one, if it is constant).
      It is called once, with an array (dtype=object) of Values.
    x: (d,). Integers count as floats. It is not changed.
    Returns (d,), floats.
    """
    # 9.2 Wrap the inputs, run f, go backward, collect the grads.
    # BEGIN SOLUTION
    inputs = [Value(x_i) for x_i in x]
    result = f(np.array(inputs, dtype=object))
    if isinstance(result, Value):
        result.backward()
    return np.array([node.grad for node in inputs])
    # END SOLUTION
