"""Given to you, complete: what `Dual` (part 8) and `Value` (part 9) have in common.

- `with_numbers`, which makes `x * 2` work where `x * y` does;
- `Operators`, the base class of both. It defines 2 + x and 2 * x and the comparisons,
  and has the methods that NumPy looks for: np.sin(x) calls x.sin(), and
  arithmetic on an array of Duals or Values (dtype=object) uses the operators of each.
"""

import functools
import numbers


def with_numbers(operation):
    """A decorator. It turns a method's `other` into a Dual (or a Value) if it is a number.

    If `other` is anything else, such as an array, Python is told to ask it instead.
    """

    @functools.wraps(operation)
    def with_converted(self, other):
        if isinstance(other, numbers.Real):
            other = type(self)(other)
        return operation(self, other) if isinstance(other, type(self)) else NotImplemented

    return with_converted


class Operators:
    """The base of Dual and Value, which add the other operators, `number` and `apply`."""

    @with_numbers
    def __radd__(self, other):  # Python calls it for 2 + x, with x as self and 2 as other
        return other + self

    @with_numbers
    def __rmul__(self, other):
        return other * self

    @with_numbers
    def __lt__(self, other):
        return self.number < other.number

    @with_numbers
    def __le__(self, other):
        return self.number <= other.number

    @with_numbers
    def __gt__(self, other):
        return self.number > other.number

    @with_numbers
    def __ge__(self, other):
        return self.number >= other.number

    def sin(self):
        return self.apply("sin")

    def cos(self):
        return self.apply("cos")

    def exp(self):
        return self.apply("exp")

    def log(self):
        return self.apply("log")

    def sqrt(self):
        return self.apply("sqrt")

    def tanh(self):
        return self.apply("tanh")
