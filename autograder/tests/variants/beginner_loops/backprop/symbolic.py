"""Part 7. Symbolic differentiation: from an expression to the expression of its derivative.

Given: `parse`, `show`, `evaluate` and `is_number` (from expressions.py, which says
what an expression is), and `size`, complete, as an example of how to walk through
an expression. Yours: `differentiate` (7.1) and `simplify` (7.2).

    >>> parse("3*x^2 + sin(x)")
    ('+', ('*', 3, ('^', 'x', 2)), ('sin', 'x'))

Both functions call themselves on the parts of an expression, and combine the results
according to the rule for its operator. All it takes is one line for each rule.
"""

import math

from .expressions import evaluate, is_number, parse, show

__all__ = ["differentiate", "evaluate", "is_number", "parse", "show", "simplify", "size"]


def size(expression):
    if is_number(expression) or isinstance(expression, str):
        return 1
    _operator, *parts = expression
    return 1 + sum(size(part) for part in parts)


def differentiate(expression, variable):
    # match names the parts of a tuple that has the form of the case. A bare name in a
    # case matches anything: write `case str():` for a name.
    match expression:
        case ("+", a, b):
            return ("+", differentiate(a, variable), differentiate(b, variable))
        case ("-", a, b):
            return ("-", differentiate(a, variable), differentiate(b, variable))
        case ("*", a, b):
            left = ("*", differentiate(a, variable), b)
            right = ("*", a, differentiate(b, variable))
            return ("+", left, right)
        case ("/", a, b):
            left = ("*", differentiate(a, variable), b)
            right = ("*", a, differentiate(b, variable))
            return ("/", ("-", left, right), ("^", b, 2))
        case ("^", a, n):
            if n == 0:
                return 0  # a^0 is a constant, also where a is 0 and a^-1 has no value
            return ("*", ("*", n, ("^", a, n - 1)), differentiate(a, variable))
        case ("sin", a):
            return ("*", ("cos", a), differentiate(a, variable))
        case ("cos", a):
            return ("*", ("*", -1, ("sin", a)), differentiate(a, variable))
        case ("exp", a):
            return ("*", ("exp", a), differentiate(a, variable))
        case ("log", a):
            return ("/", differentiate(a, variable), a)
    if is_number(expression):
        return 0
    if isinstance(expression, str):
        if expression == variable:
            return 1
        return 0
    raise ValueError(f"{expression!r} is no expression")


def is_the_number(expression, number):
    """Whether an expression is this plain number."""
    return is_number(expression) and expression == number


def result_of(name, a, b):
    """The number that an operator makes of two numbers, or None if there is no result."""
    try:
        result = evaluate((name, a, b), {})
    except (ValueError, ArithmeticError):
        return None
    if not math.isfinite(result):
        return None
    if result == int(result) and abs(result) < 1e15:
        return int(result)
    return result


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
        return (name, simplify(a))

    name, a, b = expression
    a = simplify(a)
    b = simplify(b)
    if is_number(a) and is_number(b):
        result = result_of(name, a, b)
        if result is None:
            return (name, a, b)
        return result

    if name == "+":
        if is_the_number(a, 0):
            return b
        if is_the_number(b, 0):
            return a
    if name == "-":
        if is_the_number(b, 0):
            return a
    if name == "*":
        if is_the_number(a, 0) or is_the_number(b, 0):
            return 0
        if is_the_number(a, 1):
            return b
        if is_the_number(b, 1):
            return a
    if name == "/":
        if is_the_number(a, 0):
            return 0
        if is_the_number(b, 1):
            return a
    if name == "^":
        if is_the_number(b, 0):
            return 1
        if is_the_number(b, 1):
            return a
    return (name, a, b)
