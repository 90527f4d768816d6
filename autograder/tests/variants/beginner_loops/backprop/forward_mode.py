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
        return other - self  # other is a Dual by now

    def __neg__(self):
        return Dual(-self.value, -self.tangent)

    @with_numbers
    def __mul__(self, other):
        tangent = self.tangent * other.value + self.value * other.tangent
        return Dual(self.value * other.value, tangent)

    @with_numbers
    def __truediv__(self, other):
        value = self.value / other.value
        # (x' y - x y') / y^2, with one y cancelled: y^2 could be too small or too large a number
        tangent = (self.tangent - value * other.tangent) / other.value
        return Dual(value, tangent)

    @with_numbers
    def __rtruediv__(self, other):
        return other / self

    def __pow__(self, exponent):
        if not isinstance(exponent, numbers.Real):
            return NotImplemented
        if exponent == 0:
            return Dual(1.0, 0.0)
        c = float(exponent)
        slope = c * math.pow(self.value, c - 1.0)
        return Dual(math.pow(self.value, c), slope * self.tangent)

    def __abs__(self):
        if self.value > 0:
            return Dual(self.value, self.tangent)
        if self.value < 0:
            return Dual(-self.value, -self.tangent)
        return Dual(abs(self.value), 0.0)

    @property
    def number(self):
        return self.value

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
        raise ValueError(f"there is no function {name!r}")

    def apply(self, name):
        value = getattr(math, name)(self.value)
        return Dual(value, Dual.slope(name, self.value) * self.tangent)


def derivative(f, x):
    result = f(Dual(x, 1.0))
    if isinstance(result, Dual):
        return result.tangent
    return 0.0  # a plain number: a constant


def jvp(f, x, v):
    d = len(x)
    duals = np.empty(d, dtype=object)
    for i in range(d):
        duals[i] = Dual(x[i], v[i])
    result = f(duals)
    if isinstance(result, Dual):
        return result.tangent
    return 0.0  # a plain number: a constant
