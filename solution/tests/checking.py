"""With this module a test calls a student's function and says, in words, what is wrong.

    result = call("jacobians.softmax_jacobian", z, hint="p_j depends on every z_k.")
    check_array(result, want)

`call` finds the function, keeps an eye on its arguments and turns an error into
a short message. The checks raise `CheckFailed`, whose text is all that is printed.
"""

import contextlib
import inspect
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from answers import TOLERANCE, agree, as_real, fitted, relative_error
from comparing import copy_of, fingerprint, numeric_derivative, show, unchanged
from loading import CheckFailed, Todo, explain_exception, given, load, stub_of
from watching import NotRun, time_limit

__all__ = [
    "CheckFailed",
    "Result",
    "Todo",
    "as_numbers",
    "call",
    "check",
    "check_array",
    "check_raises",
    "explain_exception",
    "fingerprint",
    "given",
    "load",
    "numeric_derivative",
    "relative_error",
    "show",
    "stub_of",
]


@dataclass
class Usual:
    """What holds in the test that is running: the relative error that its question allows."""

    tolerance: float = TOLERANCE


usual = Usual()


@dataclass(frozen=True)
class Result:
    """What a call gave.

    called: describes the call, in lines, once a message needs them.
    value, name: what came back, and its label in messages.
    hint: for a check that has none of its own. earlier: (label, text) to print above the value.
    """

    called: Callable
    value: object
    name: str = "returned"
    hint: str = ""
    earlier: tuple = ()

    def part(self, name, *path):
        """A part of the value: part("dW1", 0, 0) is value[0][0], named dW1 in messages."""
        value = self.value
        check(self, value is not None, "None was returned: is a `return` missing?")
        for index in path:
            try:
                value = value[index]
            except (IndexError, KeyError, TypeError):
                problem = f"There is no {name} in what was returned."
                raise CheckFailed(_message(self, problem, self.hint)) from None
        return replace(self, value=value, name=name)


def call(function, *arguments, then=None, show_as=None, hint=""):
    """Call a student's function and describe the call.

    function: "module.name" in the student's package, or any callable.
    then: applied to what came back, for example list for a generator.
    show_as: how the call is printed; by default the name and the arguments.
    hint: printed where the call raises an error, and where a check of the result fails.
    Returns a Result. An unfinished stub raises Todo; an error, a changed argument or
    more than 10 seconds raise CheckFailed.
    """
    name, found = _find(function)
    described = partial(_describe, name, found, arguments, show_as)
    passed = [copy_of(a) for a in arguments]  # a function that changes them spoils no other test
    try:
        with time_limit(_subject(function)):
            value = found(*passed)
            value = then(value) if then else value
    except CheckFailed:
        raise
    except Exception as error:
        raise (stub_of(error) or _failure(described, error, hint)) from None
    _check_unchanged(described, arguments, passed)
    return Result(described, value, hint=hint)


def check(result, condition, problem, hint=""):
    """Fail with the problem (one sentence) and a hint where the condition does not hold."""
    if not condition:
        raise CheckFailed(_message(result, problem, hint or result.hint))


def check_raises(wanted, function, *arguments, names=None, hint=""):
    """The call must raise the error `wanted`, with a text that the function `names` accepts."""
    name, found = _find(function)
    result = Result(partial(_describe, name, found, arguments), None, hint=hint)
    problem = f"A {wanted.__name__} is expected here."
    try:
        with time_limit(_subject(function)):
            value = found(*arguments)
            value = next(value, None) if inspect.isgenerator(value) else value
    except wanted as error:
        text = str(error)[:80]
        problem = f"The {wanted.__name__} says {text!a}, which does not name what is wrong."
        check(result, not names or names(str(error)), problem)
        return
    except Exception as error:
        raise (stub_of(error) or _failure(result.called, error, hint, problem)) from None
    what = "Nothing" if value is None else f"A {type(value).__name__}"
    check(result, False, f"{what} was returned; a {wanted.__name__} is expected here.")


def check_array(result, want, tolerance=None, hint=""):
    """The value must be numbers of the shape of `want`, finite, within a relative error.

    It is that of the question, where no other is passed.
    """
    want, tolerance = np.asarray(want, dtype=float), tolerance or usual.tolerance
    got, hint = fitted(as_numbers(result), want.shape), hint or result.hint
    if got.shape != want.shape:
        problem = f"The shape is {got.shape}; expected is {want.shape}."
        raise CheckFailed(_message(result, problem, fingerprint(got, want), hint))
    if not np.isfinite(got).all():
        problem = f"{np.count_nonzero(~np.isfinite(got))} of {got.size} entries are nan or inf."
        raise CheckFailed(_message(result, problem, hint))
    if not agree(got, want, tolerance):
        problem = _correct_digits(relative_error(got, want), tolerance) + _largest(got, want)
        raise CheckFailed(_message(result, problem, fingerprint(got, want), hint, want=want))


def as_numbers(result):
    """The value as an array of real numbers; the check fails where it is none."""
    if result.value is None:
        raise CheckFailed(_message(result, "None was returned: is a `return` missing?"))
    got = as_real(result.value)
    if got is None:
        problem = f"A {type(result.value).__name__} was returned, not an array of real numbers."
        raise CheckFailed(_message(result, problem, result.hint))
    return got


def _find(function):
    if isinstance(function, str):
        return function.split(".")[1], load(function)
    return getattr(function, "__name__", "the function"), function


def _subject(function):
    """What a time-out is remembered by: a student's function, or the file of a test's own."""
    return function if isinstance(function, str) else getattr(function, "__module__", "")


def _describe(name, function, arguments, show_as=None):
    """The lines that show a call: f(x, y), and then each argument under the student's own name."""
    if show_as:
        return (show_as,)
    try:
        names = list(inspect.signature(function).bind(*arguments).arguments)
    except (TypeError, ValueError):
        names = []
    if len(names) != len(arguments):
        names = [f"argument {i}" for i in range(1, len(arguments) + 1)]
    shown = [_labelled(f"{n} = ", show(a, rows=3)) for n, a in zip(names, arguments, strict=True)]
    return (f"{name}({', '.join(names)})", *shown)


def _labelled(label, text):
    """The text, with a label before its first line and its other lines indented."""
    return (label + text).replace("\n", "\n    ")


def _check_unchanged(described, before, after):
    for position, (old, new) in enumerate(zip(before, after, strict=True), start=1):
        if not unchanged(old, new):
            lines = described()
            name = lines[position].split(" = ")[0] if len(lines) > 1 else "an argument"
            problem = f"{name} was changed: leave the arguments as they are."
            hint = "x[i] = ..., rng.shuffle(x), x.sort(), x -= ... change it; x = x - y does not."
            raise CheckFailed(_message(Result(described, None), problem, hint))


def _correct_digits(error, tolerance):
    if not 0 < error < 1e-3:
        return "The values are wrong."
    wanted = round(-np.log10(tolerance))
    digits = min(int(-np.log10(error)), wanted - 1)
    return f"About {digits} digits are correct, and {wanted} are asked for."


def _largest(got, want):
    if want.size < 2:
        return ""
    at = np.unravel_index(np.argmax(np.abs(got - want)), want.shape)
    where = ", ".join(str(int(i)) for i in at)
    return f"\nLook at [{where}]: {got[at]:.6g} returned, {want[at]:.6g} expected."


def _called(described):
    first, *rest = described()
    return [_row("called", first), *(_row("", line) for line in rest)]


def _failure(described, error, hint, problem=""):
    """The message on an error that a student's function raised."""
    hint = "" if isinstance(error, NotRun) else hint
    begin = [_row("hint", hint)] if hint else []
    end = [_row("problem", problem)] if problem else []
    return CheckFailed("\n".join([*begin, *_called(described), *explain_exception(error), *end]))


def _message(result, problem, *hints, want=None):
    lines = [_row("hint", hint) for hint in hints if hint]
    lines += _called(result.called) + [_row(*pair) for pair in result.earlier]
    if result.value is not None:
        lines.append(_row(result.name, show(_tidy(result.value))))
    if want is not None:
        lines.append(_row("expected", show(want)))
    return "\n".join([*lines, _row("problem", problem)])


def _row(label, text):
    return f"  {label:<10}" + text.replace("\n", "\n" + " " * 12)


def _tidy(value):
    """Lists of numbers print better as arrays."""
    if isinstance(value, (list, tuple)):
        with contextlib.suppress(ValueError, TypeError):
            return np.asarray(value, dtype=float)
    return value
