"""Judges of symbolic expressions: by their values at points, their size and their form."""

from __future__ import annotations

import math
import operator
from collections.abc import Sequence

from ...core.answers import TOLERANCE, relative_error
from ...core.records import Ask, Verdict
from ...core.untrusted import INDENT, in_line
from ...grading.judging.judges import PASS, Judge, judge_returned, wrong
from ...grading.judging.wording import show_call

import numpy as np  # isort: skip

POINTS = [
    {"x": 0.7, "y": 1.3, "x1": 0.6, "t": 1.2},
    {"x": 1.9, "y": 0.4, "x1": 1.7, "t": 0.9},
    {"x": -1.1, "y": 0.8, "x1": 0.3, "t": 2.1},
]
FUNCTIONS = {
    "sin": (1, math.sin),
    "cos": (1, math.cos),
    "exp": (1, math.exp),
    "log": (1, math.log),
    "+": (2, operator.add),
    "-": (2, operator.sub),
    "*": (2, operator.mul),
    "/": (2, operator.truediv),
    "^": (2, math.pow),
}
"""By their names, and how many arguments they take."""


class NoExpression(ValueError):
    """A value that should be an expression is none."""


def evaluate(expression, values) -> float:
    """The number that an untrusted expression stands for; NoExpression where it is none.

    NaN where the expression has no value at the point.
    """
    if isinstance(expression, str):
        if expression not in values:
            raise NoExpression(f"{expression[:100]!r} is no variable of the question")
        return values[expression]
    if is_number(expression):
        function, numbers = float, [expression]
    else:
        function, arguments = _operation(expression)
        numbers = [evaluate(argument, values) for argument in arguments]
    try:
        return float(function(*numbers))
    except (ArithmeticError, ValueError):
        return math.nan


def is_number(expression) -> bool:
    return isinstance(expression, (int, float)) and not isinstance(expression, bool)


def _operation(expression):
    some = isinstance(expression, (tuple, list)) and expression
    name, *arguments = expression if some else [None]
    count, function = FUNCTIONS.get(name, (0, None)) if isinstance(name, str) else (0, None)
    if function and len(arguments) == count:
        return function, arguments
    reason = f": {name!r} takes {count}, and not {len(arguments)}" if function else ""
    raise NoExpression(f"{expression!r}"[:100] + f" is no expression{reason}")


def size(expression) -> int:
    """How many numbers, names and operators an expression holds."""
    if not isinstance(expression, (tuple, list)):
        return 1
    return 1 + sum(size(part) for part in expression[1:])


def equals(ask: Ask, expected, points: Sequence[dict[str, float]]) -> Judge:
    """The expression that came back must have the values of `expected` at all points."""
    return judge_returned(ask, lambda got: _equal(ask, got, expected, points))


def alike(ask: Ask, one, other) -> bool:
    """Whether two expressions have the same values where they have any."""
    return _equal(ask, one, other, POINTS).passed


def _equal(ask, got, expected, points) -> Verdict:
    try:
        values = np.array([evaluate(got, point) for point in points])
    except NoExpression as problem:
        told = f"{_shown(ask, got)}\nproblem    {in_line(str(problem))}"
        return wrong("what was returned is not an expression", told)
    wanted = np.array([evaluate(expected, point) for point in points])
    # Where the expression that is wanted has no value, any other will do.
    values = np.where(np.isnan(wanted), 0.0, values)
    wanted = np.nan_to_num(wanted, nan=0.0)
    error = relative_error(values, wanted)
    if error <= TOLERANCE:
        return PASS
    worst = int(np.argmax(np.nan_to_num(np.abs(values - wanted), nan=np.inf)))
    names = names_in(ask.inputs["expression"]) | names_in(got)
    at = ", ".join(f"{name} = {x:g}" for name, x in points[worst].items() if name in names)
    place = f"at         {at}:" if at else "everywhere"
    yours = "without a value" if math.isnan(values[worst]) else f"{values[worst]:.8g}"
    return wrong(
        "the expression has the wrong values",
        f"{_shown(ask, got)}\n{place} yours is {yours}, expected {wanted[worst]:.8g}",
    )


def names_in(expression) -> set[str]:
    """The variables in an expression."""
    if isinstance(expression, str):
        return {expression}
    parts = expression[1:] if isinstance(expression, (tuple, list)) else ()
    return set().union(*map(names_in, parts))


def simplified(ask: Ask, expected, points: Sequence[dict[str, float]]) -> Judge:
    """Equal to what went in, never larger, constants folded, 0 and 1 gone.

    `expected` is one such expression, and is shown.
    """
    original = ask.inputs["expression"]

    def judge_value(got) -> Verdict:
        verdict = _equal(ask, got, original, points)
        if not verdict.passed:
            return verdict
        if _has_value(got, points) and not _has_value(original, points):
            summary = "what was returned has a value, and the expression has none"
            return told(summary, got, ": an operation without a value stays as it is")
        too_large = "it is larger than what went in" if size(got) > size(original) else ""
        if left := too_large or _left_over(got):
            return told(left, got, ", or another form with nothing left to simplify")
        return PASS

    def told(summary, got, more):
        return wrong(summary, f"{_shown(ask, got)}\nexpected   {_cut(expected)}{more}")

    return judge_returned(ask, judge_value)


def _has_value(expression, points):
    return not all(math.isnan(evaluate(expression, point)) for point in points)


def _left_over(expression) -> str:
    """What a simplified expression must not hold any more; empty where it holds no such thing."""
    if not isinstance(expression, (tuple, list)):
        return ""
    name, *arguments = expression
    if len(arguments) == 2 and all(map(is_number, arguments)):
        if math.isnan(evaluate(expression, {})):
            return ""
        return f"two constants are not folded: {expression!r}"[:120]
    left, right = arguments[0], arguments[-1]
    removable = {
        "+": left == 0 or right == 0,
        "-": right == 0,
        "*": left in (0, 1) or right in (0, 1),
        "/": right == 1 or left == 0,
        "^": right in (0, 1),
    }
    if len(arguments) == 2 and removable[name]:
        return f"a 0 or a 1 can be removed: {expression!r}"[:120]
    return next(filter(None, map(_left_over, arguments)), "")


def _shown(ask, got):
    return f"{show_call(ask)}\nreturned   {_cut(got)}"


def _cut(expression):
    text = repr(expression)
    return text if len(text) <= 600 else f"{text[:600]} ...\n{INDENT}({size(expression)} parts)"
