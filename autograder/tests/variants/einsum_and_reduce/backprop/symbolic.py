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

# The derivative of a function of a, where a has the derivative da.
CHAIN = {
    "sin": lambda a, da: ("*", ("cos", a), da),
    "cos": lambda a, da: ("*", ("*", -1, ("sin", a)), da),
    "exp": lambda a, da: ("*", ("exp", a), da),
    "log": lambda a, da: ("/", da, a),
}

# Pairs of a condition and what a (operator) b is where it holds; the first one counts.
NEUTRAL = {
    "+": lambda a, b: [(a == 0, b), (b == 0, a)],
    "-": lambda a, b: [(b == 0, a)],
    "*": lambda a, b: [(a == 0, 0), (b == 0, 0), (a == 1, b), (b == 1, a)],
    "/": lambda a, b: [(a == 0, 0), (b == 1, a)],
    "^": lambda a, b: [(b == 0, 1), (b == 1, a)],
}


def _result(expression):
    """The number that an expression of two numbers stands for, or itself if there is none."""
    try:
        number = evaluate(expression, {})
    except (ArithmeticError, ValueError):
        return expression
    return number if math.isfinite(number) else expression


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
            da, db = differentiate(a, variable), differentiate(b, variable)
            return ("+", ("*", da, b), ("*", a, db))
        case ("/", a, b):
            da, db = differentiate(a, variable), differentiate(b, variable)
            return ("/", ("-", ("*", da, b), ("*", a, db)), ("^", b, 2))
        case ("^", a, n):
            da = differentiate(a, variable)
            # A constant is 0, also where a^(n-1) has no value.
            return 0 if n == 0 or da == 0 else ("*", ("*", n, ("^", a, n - 1)), da)
        case (("sin" | "cos" | "exp" | "log") as name, a):
            return CHAIN[name](a, differentiate(a, variable))
        case str():
            return int(expression == variable)
        case _ if is_number(expression):
            return 0
    # TODO(7.1): A case for each of the other rules. What are the derivatives of a number, of
    # the variable itself, and of another name?
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
    # TODO(7.2): Simplify the parts first, then look at what they have become: two numbers? a
    # 0 or a 1 on one side? none of these?
    if is_number(expression) or isinstance(expression, str):
        return expression
    name, *parts = expression
    parts = list(map(simplify, parts))
    if name not in NEUTRAL:
        return (name, *parts)
    if all(map(is_number, parts)):
        return _result((name, *parts))
    return next((then for holds, then in NEUTRAL[name](*parts) if holds), (name, *parts))
