"""Part 9. Reverse-mode autodiff: with this file a program computes its whole gradient at once.

Given: the class `Value` with its sums, differences, comparisons and `sin`, complete,
as examples. Yours: its products, quotients, powers, `abs` and the slopes of the
other functions, and the pass backward (9.1), and `gradient` (9.2).

While the program runs, each operation makes a node of a graph. A node remembers its
parents, the nodes that it was computed from, and a slope for each: by how much the
node grows when that parent grows by 1. A worked example, y = a b + a at a = 2, b = 3:

    p = a * b    data 6    parents (a, b)    slopes (3, 2)
    y = p + a    data 8    parents (p, a)    slopes (1, 1)

Then backward, from dy/dy = 1. Each node gives each parent its own grad times the slope:

    y gives 1 * 1 to p, and 1 * 1 to a        p.grad = 1
    p gives 1 * 3 to a, and 1 * 2 to b        a.grad = 1 + 3 = 4,  b.grad = 2

a was used twice and received twice. p had to receive before it could give.

Nothing is measured here, so answers count as right where they agree to 9 digits.
"""

import math
import numbers

import numpy as np

from .operators import Operators, with_numbers


class Value(Operators):
    """A node of the graph: `data` is its number, `grad` is dy/d(this node) after y.backward().

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
        # TODO(9.1): As in part 8.
        raise NotImplementedError("9.1 Value.__rsub__ is yours to write")

    def __neg__(self):
        return Value(-self.data, (self,), (-1.0,))

    @with_numbers
    def __mul__(self, other):
        """The product."""
        # TODO(9.1): If a grows by 1, by how much does a b grow?
        raise NotImplementedError("9.1 Value.__mul__ is yours to write")

    @with_numbers
    def __truediv__(self, other):
        """The quotient, self / other."""
        # TODO(9.1): Two slopes: along the numerator, and along the denominator.
        raise NotImplementedError("9.1 Value.__truediv__ is yours to write")

    @with_numbers
    def __rtruediv__(self, other):
        """For 2 / x, with x as self and 2 as other."""
        # TODO(9.1): As in part 8.
        raise NotImplementedError("9.1 Value.__rtruediv__ is yours to write")

    def __pow__(self, exponent):
        """self ** exponent, where the exponent is a plain number. x ** 0 is 1, its slope 0."""
        if not isinstance(exponent, numbers.Real):
            return NotImplemented
        # TODO(9.1): One parent, one slope: the exponent is a constant.
        raise NotImplementedError("9.1 Value.__pow__ is yours to write")

    def __abs__(self):
        """|self|. At the kink, x = 0, the slope is taken as 0."""
        # TODO(9.1): As in part 8.
        raise NotImplementedError("9.1 Value.__abs__ is yours to write")

    @property
    def number(self):
        """What a branch such as `if x < 5` compares: the data alone chooses the code to run."""
        return self.data

    @staticmethod
    def slope(name, u):
        """The derivative at the plain number u of the function called name.

        name: one of "sin", "cos", "exp", "log", "sqrt", "tanh", "relu". Returns a number.
        relu is max(0, u), and its slope at 0 is taken as 0.
        """
        if name == "sin":
            return math.cos(u)
        # TODO(9.1): As in part 8, and relu.
        raise NotImplementedError("9.1 Value.slope is yours to write")

    def apply(self, name):
        """f(self), where f is the function of `math` called name."""
        data = getattr(math, name)(self.data)
        return Value(data, (self,), (Value.slope(name, self.data),))

    def relu(self):
        return Value(max(0.0, self.data), (self,), (Value.slope("relu", self.data),))

    def backward(self):
        """Set `grad` of this node to 1, and of each node v below it to d(self)/dv.

            dy/dv = sum, over the nodes w that used v, of dy/dw dw/dv

        Every grad is set anew: what an earlier call left there is not added to, so
        that a second call gives the same. (PyTorch adds.) Returns nothing.

        A program may be 100,000 operations long, and Python stops a function that
        calls itself some 1,000 deep: go through the graph with a loop and a list.
        """
        # TODO(9.1): A node may give to its parents only after all that used it have given to
        # it. How do you find an order in which that holds?
        raise NotImplementedError("9.1 Value.backward is yours to write")


def gradient(f, x):
    """The gradient of f at x, in one pass forward and one backward, however many inputs.

    f: a function of one array that returns a number (a plain one, if it is constant).
      It is called once, with an array (dtype=object) of Values.
    x: (p,). Integers count as floats. It is not changed.
    Returns (p,), floats.
    """
    # TODO(9.2): Wrap, run, go backward, collect.
    raise NotImplementedError("9.2 gradient is yours to write")
