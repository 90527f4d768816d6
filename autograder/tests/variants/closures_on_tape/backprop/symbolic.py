"""Symbolic differentiation by a dictionary of rules; simplification until nothing changes."""

from .expressions import evaluate, parse, show  # noqa: F401

RULES = {
    "+": lambda a, b, da, db: ("+", da, db),
    "-": lambda a, b, da, db: ("-", da, db),
    "*": lambda a, b, da, db: ("+", ("*", a, db), ("*", b, da)),
    "/": lambda a, b, da, db: ("-", ("/", da, b), ("/", ("*", a, db), ("*", b, b))),
    "^": lambda a, n, da, dn: ("*", ("*", n, da), ("^", a, n - 1)),
    "sin": lambda a, da: ("*", da, ("cos", a)),
    "cos": lambda a, da: ("-", 0, ("*", da, ("sin", a))),
    "exp": lambda a, da: ("*", da, ("exp", a)),
    "log": lambda a, da: ("*", da, ("^", a, -1)),
}


def differentiate(expression, variable):
    if isinstance(expression, (int, float)):
        return 0.0
    if isinstance(expression, str):
        return float(expression == variable)
    op, *args = expression
    return RULES[op](*args, *(differentiate(a, variable) for a in args))


def _number(e):
    return isinstance(e, (int, float))


def _once(e):
    if not isinstance(e, tuple):
        return e
    op, *args = e
    args = [_once(a) for a in args]
    if len(args) == 1:
        return (op, *args)
    a, b = args
    if _number(a) and _number(b):
        try:
            value = {"+": a + b, "-": a - b, "*": a * b}.get(op)
            if op == "/":
                value = a / b
            if op == "^":
                value = float(a) ** b
            if isinstance(value, complex):
                return (op, a, b)
            return value
        except (ZeroDivisionError, OverflowError):
            return (op, a, b)
    if op == "+" and a == 0:
        return b
    if op in "+-" and b == 0:
        return a
    if op == "*" and 0 in (a, b):
        return 0
    if op == "*" and a == 1:
        return b
    if op in "*/^" and b == 1:
        return a
    if op == "/" and a == 0:
        return 0
    if op == "^" and b == 0:
        return 1
    return (op, a, b)


def simplify(expression):
    previous = None
    while previous != expression:
        previous, expression = expression, _once(expression)
    return expression
