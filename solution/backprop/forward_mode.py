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
    """A number `value` with its derivative `tangent`; a constant has the tangent 0.

        (x + y): x' + y'       (x y): x' y + x y'       (x^c): c x^(c-1) x'
        (x - y): x' - y'       (x / y): (x' y - x y') / y^2

    where x' is the tangent of x. Either operand may also be a plain number.
    """

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
        """For 2 - x, with x as self and 2 as other."""
        # 8.1 Which of the two is subtracted?
        # BEGIN SOLUTION
        return other - self
        # END SOLUTION

    def __neg__(self):
        return Dual(-self.value, -self.tangent)

    @with_numbers
    def __mul__(self, other):
        """The product."""
        # 8.1 The product rule.
        # BEGIN SOLUTION
        tangent = self.tangent * other.value + self.value * other.tangent
        return Dual(self.value * other.value, tangent)
        # END SOLUTION

    @with_numbers
    def __truediv__(self, other):
        """The quotient, self / other."""
        # 8.1 The quotient rule.
        # BEGIN SOLUTION
        quotient = self.value / other.value
        return Dual(quotient, (self.tangent - quotient * other.tangent) / other.value)
        # END SOLUTION

    @with_numbers
    def __rtruediv__(self, other):
        """For 2 / x, with x as self and 2 as other."""
        # 8.1 Which of the two is divided?
        # BEGIN SOLUTION
        return other / self
        # END SOLUTION

    def __pow__(self, exponent):
        """self ** exponent, where the exponent is a plain number: an integer, negative, a fraction.

        x ** 0 is 1 with the tangent 0, also at x = 0.
        """
        if not isinstance(exponent, numbers.Real):
            return NotImplemented
        # 8.1 The power rule. What would Python have to compute when x and the exponent are both 0?
        # BEGIN SOLUTION
        slope = exponent * math.pow(self.value, exponent - 1) if exponent else 0.0
        return Dual(math.pow(self.value, exponent), slope * self.tangent)
        # END SOLUTION

    def __abs__(self):
        """|self|. At the kink, x = 0, take 0 as the derivative."""
        # 8.1 What is the derivative of |x| on each side of 0?
        # BEGIN SOLUTION
        sign = (self.value > 0) - (self.value < 0)
        return Dual(abs(self.value), sign * self.tangent)
        # END SOLUTION

    @property
    def number(self):
        """What a branch such as `if x < 5` compares: the value alone decides which code runs."""
        return self.value

    @staticmethod
    def slope(name, u):
        """The derivative at the plain number u of the function called name.

        name: one of "sin", "cos", "exp", "log", "sqrt", "tanh". Returns a number.
        """
        if name == "sin":
            return math.cos(u)
        # 8.1 The same for the other five, with the functions of `math`.
        # BEGIN SOLUTION
        if name == "cos":
            return -math.sin(u)
        if name == "exp":
            return math.exp(u)
        if name == "log":
            return 1 / u
        if name == "sqrt":
            return 0.5 / math.sqrt(u)
        return 1 - math.tanh(u) ** 2
        # END SOLUTION

    def apply(self, name):
        """f(self), where f is the function called name: value f(x), tangent f'(x) x'."""
        value = getattr(math, name)(self.value)
        return Dual(value, Dual.slope(name, self.value) * self.tangent)


def derivative(f, x):
    """f'(x), exact up to rounding, whatever loops and branches f runs through.

        f(x + 1 e) = f(x) + f'(x) e      for a dual number with the tangent 1

    f: a function of one number, written with + - * / **, abs, comparisons and
      NumPy's functions. It may return a plain number: a constant, whose derivative is 0.
    x: a number. Returns a float.

    A program's derivative is that of the path which it takes at x:
    `while abs(x) > 5: x = x / 2` contributes a factor of 1/2 for each pass of the loop.
    """
    # 8.2 What is the derivative of x with respect to x itself?
    # BEGIN SOLUTION
    result = f(Dual(x, 1.0))
    return result.tangent if isinstance(result, Dual) else 0.0
    # END SOLUTION


def jvp(f, x, v):
    """The directional derivative of f at x along v, in one pass.

        J v = sum_i df/dx_i v_i

    f: a function of one array that returns a number (a plain one, if it is constant).
      It is called once, with an array (dtype=object) of Duals.
    x, v: (d,). v need not have length 1. Neither is changed.
    Returns a float. The whole gradient takes d such passes: v = e_1, then e_2, ...
    """
    # 8.3 What is the tangent of x_i when x moves along v?
    # BEGIN SOLUTION
    moving = [Dual(x_i, v_i) for x_i, v_i in zip(x, v, strict=True)]
    result = f(np.array(moving, dtype=object))
    return result.tangent if isinstance(result, Dual) else 0.0
    # END SOLUTION
