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
}


def _power_slope(u, c):
    """The derivative of u^c with respect to u. That of u^0 = 1 is 0, also at u = 0."""
    return c * u ** (c - 1.0) if c else 0.0


def _sign(u):
    """1, 0 or -1."""
    return float((u > 0) - (u < 0))


def chain(value, *terms):
    """The chain rule: a Dual, whose tangent is the sum of slope times tangent over the terms."""
    return Dual(value, sum(slope * tangent for slope, tangent in terms))


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
        return other - self

    def __neg__(self):
        return Dual(-self.value, -self.tangent)

    @with_numbers
    def __mul__(self, other):
        x, y = self, other
        return chain(x.value * y.value, (y.value, x.tangent), (x.value, y.tangent))

    @with_numbers
    def __truediv__(self, other):
        x, y = self, other
        # y^2 may overflow or round to 0: divide by y twice.
        return Dual(
            x.value / y.value,
            (x.tangent * y.value - x.value * y.tangent) / y.value / y.value,
        )

    @with_numbers
    def __rtruediv__(self, other):
        return other / self

    def __pow__(self, exponent):
        if not isinstance(exponent, numbers.Real):
            return NotImplemented
        c = float(exponent)
        return chain(self.value**c, (_power_slope(self.value, c), self.tangent))

    def __abs__(self):
        return chain(abs(self.value), (_sign(self.value), self.tangent))

    @property
    def number(self):
        return self.value

    @staticmethod
    def slope(name, u):
        return SLOPES[name](u)

    def apply(self, name):
        value = getattr(math, name)(self.value)
        return Dual(value, Dual.slope(name, self.value) * self.tangent)


def derivative(f, x):
    image = f(Dual(x, 1.0))
    return image.tangent if isinstance(image, Dual) else 0.0


def jvp(f, x, v):
    x, v = np.asarray(x, dtype=float), np.asarray(v, dtype=float)
    image = f(np.array([Dual(*pair) for pair in zip(x, v, strict=True)], dtype=object))
    return image.tangent if isinstance(image, Dual) else 0.0
