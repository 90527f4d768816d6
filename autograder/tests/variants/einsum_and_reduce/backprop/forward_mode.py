"""Part 8. Forward-mode autodiff: with this file a program computes its own derivative.

Given: the class `Dual` with its sums, differences, comparisons and `sin`, complete,
as examples. Yours: its products, quotients, powers, `abs` and the derivatives of the
other functions (8.1), `derivative` (8.2) and `jvp` (8.3).

A dual number carries a value and a tangent: the derivative of the value with respect to
the input. Every operation computes both, so there is no step h to choose and no
expression grows. A worked example, f = x sin(x) at x = 2, where x has the tangent 1:

    x = Dual(2, 1)
    q = x.sin()         value sin(2)        tangent cos(2) * 1
    f = x * q           value 2 sin(2)      tangent 1 * sin(2) + 2 * cos(2)

Ordinary code does the rest: np.sin(x) calls x.sin(), and NumPy's arithmetic on an
array of Duals (dtype=object) uses the operators below for each entry.

Nothing is measured here, so answers count as right where they agree to 9 digits.
"""

import math
import numbers

import numpy as np

from .operators import Operators, with_numbers

SLOPES = {
    "cos": lambda u: -math.sin(u),
    "exp": math.exp,
    "log": lambda u: 1.0 / u,
    "sqrt": lambda u: 0.5 / math.sqrt(u),
    # 1 - tanh(u)^2 without cancellation, and without overflow
    "tanh": lambda u: (lambda e: 4.0 * e / (1.0 + e) ** 2)(math.exp(-2.0 * abs(u))),
}


class Dual(Operators):

    def __init__(self, value, tangent=0.0):
        self.value = float(value)
        self.tangent = float(tangent)

    def __repr__(self):
        return f"Dual({self.value!r}, {self.tangent!r})"

    @with_numbers
    def __add__(self, other):
        return Dual(self.value + other.value, self.tangent + other.tangent)

    @with_numbers
    def __sub__(self, other):
        return Dual(self.value - other.value, self.tangent - other.tangent)

    @with_numbers
    def __rsub__(self, other):
        # TODO(8.1): Which of the two is subtracted?
        return other - self

    def __neg__(self):
        return Dual(-self.value, -self.tangent)

    @with_numbers
    def __mul__(self, other):
        # TODO(8.1): The product rule.
        return Dual(
            self.value * other.value, self.tangent * other.value + self.value * other.tangent
        )

    @with_numbers
    def __truediv__(self, other):
        # TODO(8.1): The quotient rule.
        ratio = self.value / other.value
        return Dual(ratio, (self.tangent - ratio * other.tangent) / other.value)

    @with_numbers
    def __rtruediv__(self, other):
        # TODO(8.1): Which of the two is divided?
        return other / self

    def __pow__(self, exponent):
        if not isinstance(exponent, numbers.Real):
            return NotImplemented
        # TODO(8.1): The power rule. What would Python have to compute when x and the exponent are both 0?
        x, c = self.value, float(exponent)
        moves = c != 0 and self.tangent != 0
        return Dual(x**c, c * x ** (c - 1) * self.tangent if moves else 0.0)

    def __abs__(self):
        # TODO(8.1): What is the derivative of |x| on each side of 0?
        sign = (self.value > 0) - (self.value < 0)
        return Dual(abs(self.value), sign * self.tangent)

    @property
    def number(self):
        return self.value

    @staticmethod
    def slope(name, u):
        if name == "sin":
            return math.cos(u)
        # TODO(8.1): The same for the other five, with the functions of `math`.
        return SLOPES[name](u)

    def apply(self, name):
        value = getattr(math, name)(self.value)
        return Dual(value, Dual.slope(name, self.value) * self.tangent)


def _tangent(y):
    """The tangent of what a function returned: a plain number is a constant."""
    y = y.item() if isinstance(y, np.ndarray) else y  # np.where makes an array of one number
    return y.tangent if isinstance(y, Dual) else 0.0


def derivative(f, x):
    # TODO(8.2): What is the derivative of x with respect to x itself?
    return _tangent(f(Dual(x, 1.0)))


def jvp(f, x, v):
    # TODO(8.3): What is the tangent of x_i when x moves along v?
    x, v = np.asarray(x, dtype=float), np.asarray(v, dtype=float)
    return _tangent(f(np.array([*map(Dual, x, v)], dtype=object)))
