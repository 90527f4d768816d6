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

import numpy as np

from .expressions import evaluate, is_number, parse, show

__all__ = ["differentiate", "evaluate", "is_number", "parse", "show", "simplify", "size"]


def size(expression):
    if is_number(expression) or isinstance(expression, str):
        return 1
    _operator, *parts = expression
    return 1 + sum(size(part) for part in parts)


# For each operator: its parts, then their derivatives -> its derivative.
RULES = {
    "+": lambda a, b, da, db: ("+", da, db),
    "-": lambda a, b, da, db: ("-", da, db),
    "*": lambda a, b, da, db: ("+", ("*", da, b), ("*", a, db)),
    # (a' b - a b') / b / b: the same as with b^2, which may overflow
    "/": lambda a, b, da, db: ("/", ("/", ("-", ("*", da, b), ("*", a, db)), b), b),
    # a^0 is 1 also where a is 0, and 0 a^(-1) a' would have no value there
    "^": lambda a, n, da, _: ("*", ("*", n, ("^", a, n - 1)), da) if n != 0 else 0,
    "sin": lambda a, da: ("*", ("cos", a), da),
    "cos": lambda a, da: ("*", ("*", -1, ("sin", a)), da),
    "exp": lambda a, da: ("*", ("exp", a), da),
    "log": lambda a, da: ("/", da, a),
}


def _contains(expression, variable):
    """Whether the variable occurs in the expression."""
    match expression:
        case (_, *parts):
            return any(_contains(part, variable) for part in parts)
    return isinstance(expression, str) and expression == variable


def _result(operation):
    """The number that an operation on two numbers gives; if it gives none, the operation itself."""
    try:
        number = evaluate(operation, {})
    except (ArithmeticError, ValueError):
        return operation
    if not math.isfinite(number):
        return operation
    return int(number) if number.is_integer() and abs(number) < 1e15 else number


def differentiate(expression, variable):
    match expression:
        case int() | float() | np.integer() | np.floating():
            return 0
        case str(name):
            return 1 if name == variable else 0
        case _ if not _contains(expression, variable):
            return 0  # a constant, even where its parts have no derivative, as y^0.5 at y = 0
        case (name, *parts) if name in RULES:
            rates = [differentiate(part, variable) for part in parts]
            return RULES[name](*parts, *rates)
    raise ValueError(f"{expression!r} is no expression")


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
    name, *parts = expression
    match (name, *map(simplify, parts)):
        case ("+" | "-" | "*" | "/" | "^", left, right) as whole if is_number(left) and is_number(right):
            return _result(whole)
        case ("+", 0, a) | ("+" | "-", a, 0) | ("*", 1, a) | ("*" | "/" | "^", a, 1):
            return a
        case ("*" | "/", 0, _) | ("*", _, 0):
            return 0
        case ("^", _, 0):
            return 1
        case ("-", 0, a):
            return ("*", -1, a)
        case whole:
            return whole
