"""Part 7. Symbolic differentiation: from an expression to the expression of its derivative.

Given: `parse`, `show`, `evaluate` and `is_number` (from expressions.py, which says
what an expression is), and `size`, complete, as an example of how to walk through
an expression. Yours: `differentiate` (7.1) and `simplify` (7.2).

    >>> parse("3*x^2 + sin(x)")
    ('+', ('*', 3, ('^', 'x', 2)), ('sin', 'x'))

Both functions call themselves on the parts of an expression, and combine the results
according to the rule for its operator. All it takes is one line for each rule.
"""

from __future__ import annotations

import math

from .expressions import evaluate, is_number, parse, show

__all__ = ["differentiate", "evaluate", "is_number", "parse", "show", "simplify", "size"]


def _depends_on(expression, variable: str) -> bool:
    """Whether the variable occurs in the expression. A loop and a list, no recursion."""
    to_visit = [expression]
    while to_visit:
        part = to_visit.pop()
        if isinstance(part, tuple):
            to_visit.extend(part[1:])  # part[0] is the operator's name
        elif isinstance(part, str) and part == variable:
            return True
    return False


def _slope_of_function(name: str, a):
    """The derivative of a function at a, without the factor a'."""
    if name == "sin":
        return ("cos", a)
    if name == "cos":
        return ("*", -1, ("sin", a))
    if name == "exp":
        return ("exp", a)
    if name == "log":
        return ("/", 1, a)
    raise ValueError(f"{name!r} is no function of an expression")


def _power_rule(a, n, da):
    if n == 0:
        return 0  # a^0 is 1, also where a is 0 and a^-1 has no value
    return ("*", ("*", n, ("^", a, n - 1)), da)


def _is(expression, number: int) -> bool:
    return is_number(expression) and expression == number


def _folded(name: str, *numbers):
    """The result of an operation on numbers, or the operation itself if there is none."""
    try:
        result = evaluate((name, *numbers), {})
    except ArithmeticError:  # division by zero, overflow
        return (name, *numbers)
    except ValueError:  # math domain error
        return (name, *numbers)
    if not math.isfinite(result):  # too large for a float, and show could not write it
        return (name, *numbers)
    # As the parser does it: whole numbers are integers.
    return int(result) if result.is_integer() and abs(result) < 1e15 else result


# Below, at most one of a and b is a number.


def _simpler_sum(a, b):
    if _is(a, 0):
        return b
    if _is(b, 0):
        return a
    return ("+", a, b)


def _simpler_product(a, b):
    if _is(a, 0) or _is(b, 0):
        return 0
    if _is(a, 1):
        return b
    if _is(b, 1):
        return a
    return ("*", a, b)


def _simpler_quotient(a, b):
    if _is(a, 0):
        return 0
    if _is(b, 1):
        return a
    return ("/", a, b)


def _simpler_power(a, n):
    if _is(n, 0):
        return 1
    if _is(n, 1):
        return a
    return ("^", a, n)


def size(expression):
    if is_number(expression) or isinstance(expression, str):
        return 1
    _operator, *parts = expression
    return 1 + sum(size(part) for part in parts)


def differentiate(expression, variable: str):
    if isinstance(expression, str):
        return 1 if expression == variable else 0
    if not _depends_on(expression, variable):
        return 0  # a number, or made of numbers and other names: a constant
    if len(expression) == 2:
        name, a = expression
        return ("*", _slope_of_function(name, a), differentiate(a, variable))
    name, a, b = expression
    da = differentiate(a, variable)
    if name == "^":
        return _power_rule(a, b, da)
    db = differentiate(b, variable)
    if name in ("+", "-"):
        return (name, da, db)
    if name == "*":
        return ("+", ("*", da, b), ("*", a, db))
    if name == "/":
        return ("/", ("-", ("*", da, b), ("*", a, db)), ("^", b, 2))
    raise ValueError(f"{name!r} is no operator of an expression")


def simplify(expression):
    """An equal expression, as small as these rules make it, and never larger.

    - An operator (+ - * / ^) between two numbers is replaced by the result, everywhere in
      the expression; if there is no result, as in 1/0, this part stays as it is.
      A function of a number, such as sin(2), may become a number or stay.
    - 0 and 1 disappear wherever a rule of algebra removes them: a + 0, 0 + a, a - 0,
      1 a, a 1, a / 1 and a^1 are a; 0 a, a 0 and 0 / a are 0; a^0 is 1.
      0 - a may stay, or become ("*", -1, a).
    - Like terms need not be collected: x + x may stay x + x.
    "Equal" means: at each point at which the given expression has a value, the one
    that is returned has the same value, up to rounding.

    >>> show(simplify(parse("0*x + 2*x^1 + (6 - 2)")))
    '2*x + 4'
    """
    if is_number(expression) or isinstance(expression, str):
        return expression
    if len(expression) == 2:
        name, a = expression
        a = simplify(a)
        return _folded(name, a) if is_number(a) else (name, a)
    name, a, b = expression
    a, b = simplify(a), simplify(b)
    if is_number(a) and is_number(b):
        return _folded(name, a, b)
    if name == "+":
        return _simpler_sum(a, b)
    if name == "-":
        return a if _is(b, 0) else ("-", a, b)
    if name == "*":
        return _simpler_product(a, b)
    if name == "/":
        return _simpler_quotient(a, b)
    if name == "^":
        return _simpler_power(a, b)
    raise ValueError(f"{name!r} is no operator of an expression")


if __name__ == "__main__":
    print(show(simplify(differentiate(parse("2*x + 3*x^2 + x*(6-2)"), "x"))))
