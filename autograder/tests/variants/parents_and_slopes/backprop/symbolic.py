"""Symbolic differentiation as slopes of each operator, times the parts' derivatives."""

from __future__ import annotations

import math

from .expressions import evaluate, parse, show  # noqa: F401


def _slopes(op, args):
    """The pairs (part, slope of the operator along this part)."""
    if op == "+":
        return [(args[0], 1), (args[1], 1)]
    if op == "-":
        return [(args[0], 1), (args[1], -1)]
    if op == "*":
        return [(args[0], args[1]), (args[1], args[0])]
    if op == "/":
        a, b = args
        return [(a, ("/", 1, b)), (b, ("/", ("*", -1, a), ("^", b, 2)))]
    if op == "^":
        a, n = args
        return [(a, ("*", n, ("^", a, n - 1)))] if n != 0 else []
    (a,) = args
    outer = {
        "sin": ("cos", a),
        "cos": ("*", -1, ("sin", a)),
        "exp": ("exp", a),
        "log": ("/", 1, a),
    }
    return [(a, outer[op])]


def differentiate(expression, variable):
    if isinstance(expression, tuple):
        total = 0
        for part, slope in _slopes(expression[0], expression[1:]):
            inner = differentiate(part, variable)
            if inner != 0:  # constants drop out at once
                term = slope if inner == 1 else ("*", slope, inner)
                total = term if total == 0 else ("+", total, term)
        return total
    return 1 if expression == variable else 0


def _is_number(e):
    return isinstance(e, (int, float)) and not isinstance(e, bool)


def _fold(op, numbers):
    try:
        match op, *numbers:
            case "+", a, b:
                return a + b
            case "-", a, b:
                return a - b
            case "*", a, b:
                return a * b
            case "/", a, b:
                return a // b if isinstance(a, int) and isinstance(b, int) and a % b == 0 else a / b
            case "^", a, b:
                small = isinstance(a, int) and isinstance(b, int) and 0 <= b < 64
                return a**b if small else math.pow(a, b)
            case _, a:
                return getattr(math, op)(a)
    except (ArithmeticError, ValueError):
        return None


def simplify(expression):
    match expression:
        case (op, a):
            a = simplify(a)
            folded = _fold(op, [a]) if _is_number(a) else None
            return (op, a) if folded is None else folded
        case (op, a, b):
            return _simplify_two(op, simplify(a), simplify(b))
    return expression


def _simplify_two(op, a, b):
    if _is_number(a) and _is_number(b):
        folded = _fold(op, [a, b])
        return (op, a, b) if folded is None else folded
    match op, a, b:
        case ("+", 0, rest) | ("*", 1, rest):
            return rest
        case (("+" | "-"), rest, 0) | (("*" | "/" | "^"), rest, 1):
            return rest
        case ("*", 0, _) | ("*", _, 0) | ("/", 0, _):
            return 0
        case ("^", _, 0):
            return 1
        case ("-", 0, rest):
            return simplify(("*", -1, rest))
        case ("*", (str() | tuple()) as rest, int() | float()):  # numbers to the front
            return _simplify_two("*", b, rest)
        case ("*", int() | float(), ("*", int() | float() as second, rest)):
            return _simplify_two("*", a * second, rest)
        case ("-", left, right) if left == right:
            return 0
        case ("+", left, right) if left == right:
            return _simplify_two("*", 2, left)
    return (op, a, b)
