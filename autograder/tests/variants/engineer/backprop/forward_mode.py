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


def _tangent_of(result) -> float:
    """The tangent of what a program returned: 0 if it is a plain number."""
    result = _unwrapped(result)
    if isinstance(result, Dual):
        return result.tangent
    if isinstance(result, (numbers.Number, np.bool_)):
        return 0.0
    raise TypeError(f"f must return a number, but it returned a {type(result).__name__}")


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
        return Dual(
            self.value * other.value,
            self.tangent * other.value + self.value * other.tangent,
        )

    @with_numbers
    def __truediv__(self, other):
        # (x' y - x y') / y^2 is (x' - q y') / y with q = x / y: so y^2 can neither overflow nor vanish.
        quotient = self.value / other.value
        return Dual(quotient, (self.tangent - quotient * other.tangent) / other.value)

    @with_numbers
    def __rtruediv__(self, other):
        return other / self

    def __pow__(self, exponent):
        if not isinstance(exponent, numbers.Real):
            return NotImplemented
        exponent = float(exponent)
        if exponent == 0.0:
            return Dual(1.0, 0.0)  # also at x = 0, where x ** -1 does not exist
        value = _power(self.value, exponent)
        if self.tangent == 0.0:
            return Dual(value, 0.0)  # a constant stays one, also 0 ** 0.5, where the slope is infinite
        return Dual(value, exponent * _power(self.value, exponent - 1.0) * self.tangent)

    def __abs__(self):
        return Dual(abs(self.value), _sign(self.value) * self.tangent)

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
            return 0.5 / math.sqrt(u)
        if name == "tanh":
            return _slope_of_tanh(u)
        raise ValueError(f"there is no function {name!r} here")

    def apply(self, name):
        value = getattr(math, name)(self.value)
        return Dual(value, Dual.slope(name, self.value) * self.tangent)


def derivative(f: Callable, x: float) -> float:
    return _tangent_of(f(Dual(x, 1.0)))


def jvp(f: Callable, x, v) -> float:
    values, speeds = np.array(x, dtype=float), np.array(v, dtype=float)
    if values.shape != speeds.shape:
        raise ValueError(f"x has shape {values.shape}, but v has shape {speeds.shape}")
    duals = np.empty(len(values), dtype=object)
    i = 0
    while i < len(values):
        duals[i] = Dual(values[i], speeds[i])
        i += 1
    return _tangent_of(f(duals))


if __name__ == "__main__":
    print("the worked example:", Dual(2, 1) * Dual(2, 1).sin())
    print("the slope of 2 / x at 4:", derivative(lambda x: 2 / x, 4))
