"""With this module a test calls a student's function and says, in words, what is wrong.

    result = call("jacobians.softmax_jacobian", z)
    check_array(result, want, hint="p_j depends on every z_k.")

`call` finds the function, keeps an eye on its arguments and turns an error into
a short message. The checks raise `CheckFailed`, whose text is all that is printed.
"""

import _thread
import contextlib
import inspect
import re
import threading
from dataclasses import dataclass

import numpy as np
from comparing import fingerprint, numeric_derivative, relative_error, show
from loading import CheckFailed, Todo, explain_exception, given, load, stub_of

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

SECONDS = 10


@dataclass(frozen=True)
class Result:
    """What a call gave: its description (in lines), the value, and the value's name."""

    called: tuple
    value: object
    name: str = "returned"

    def part(self, name, *path):
        """A part of the value: part("dW1", 0, 0) is value[0][0], named dW1 in messages."""
        value = self.value
        check(self, value is not None, "None came back: is a `return` missing?")
        for index in path:
            try:
                value = value[index]
            except (IndexError, KeyError, TypeError):
                problem = f"There is no {name} in what came back."
                raise CheckFailed(_message(self, problem)) from None
        return Result(self.called, value, name)


def call(function, *arguments, then=None, show_as=None):
    """Call a student's function and describe the call.

    function: "module.name" in the student's package, or any callable.
    then: applied to what came back, for example list for a generator.
    show_as: how the call is printed; by default the name and the arguments.
    Returns a Result. An unfinished stub raises Todo; an error, a changed argument or
    more than 10 seconds raise CheckFailed.
    """
    name, function = _find(function)
    described = (show_as,) if show_as else _describe(name, function, arguments)
    before = [_copy(a) for a in arguments]
    try:
        with _time_limit(SECONDS):
            value = function(*arguments)
            value = then(value) if then else value
    except CheckFailed:
        raise
    except Exception as error:
        if stub := stub_of(error):
            raise stub from None
        raise CheckFailed("\n".join(_called(described) + explain_exception(error))) from None
    _check_unchanged(described, before, arguments)
    return Result(described, value)


def check(result, condition, problem, hint=""):
    """Fail with the problem (one sentence) and a hint where the condition does not hold."""
    if not condition:
        raise CheckFailed(_message(result, problem, hint))


def check_raises(error, function, *arguments, mentions=None, hint=""):
    """The call must raise this error, with a text that the regular expression `mentions` finds."""
    name, function = _find(function)
    unfinished = Result(_describe(name, function, arguments), None)
    try:
        value = function(*arguments)
        value = next(value, None) if inspect.isgenerator(value) else value
    except error as raised:
        if stub := stub_of(raised):
            raise stub from None
        text = str(raised)[:80]
        problem = f"The {error.__name__} says {text!a}, which does not name what is wrong."
        check(unfinished, not mentions or re.search(mentions, str(raised)), problem, hint)
        return
    what = "Nothing" if value is None else f"A {type(value).__name__}"
    problem = f"{what} came back; a {error.__name__} is wanted here."
    raise CheckFailed(_message(unfinished, problem, hint))


def check_array(result, want, tolerance=1e-6, hint=""):
    """The value must be numbers of the shape of `want`, finite, within a relative error."""
    want = np.asarray(want)
    got = as_numbers(result, hint)
    if got.shape != want.shape:
        problem = f"The shape is {got.shape}; wanted is {want.shape}."
        raise CheckFailed(_message(result, problem, fingerprint(got, want) or hint))
    if not np.isfinite(got).all():
        problem = f"{np.count_nonzero(~np.isfinite(got))} of {got.size} entries are nan or inf."
        raise CheckFailed(_message(result, problem, hint))
    error = relative_error(got, want)
    if not error <= tolerance:
        problem = f"The relative error is {error:.2g}; up to {tolerance:.0e} is fine."
        hint = fingerprint(got, want) or hint
        raise CheckFailed(_message(result, problem + _largest(got, want), hint, want))


def as_numbers(result, hint=""):
    """The value as an array of real numbers; the check fails where it is none."""
    if result.value is None:
        raise CheckFailed(_message(result, "None came back: is a `return` missing?"))
    try:
        got = np.asarray(result.value)
        got = got.astype(float) if got.dtype == object else got
    except (TypeError, ValueError):
        got = None
    if got is None or got.dtype.kind not in "fiub":
        problem = f"A {type(result.value).__name__} came back that is no array of real numbers."
        raise CheckFailed(_message(result, problem, hint))
    return got


def _find(function):
    if isinstance(function, str):
        return function.split(".")[1], load(function)
    return getattr(function, "__name__", "the function"), function


def _describe(name, function, arguments):
    """The lines that show a call: f(x, y), and then each argument under the student's own name."""
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


def _copy(argument):
    if isinstance(argument, (list, tuple)):
        return type(argument)(_copy(a) for a in argument)
    return argument.copy() if isinstance(argument, np.ndarray) else argument


def _equal(a, b):
    if isinstance(a, (list, tuple)):
        return len(a) == len(b) and all(map(_equal, a, b))
    if isinstance(a, np.ndarray) and a.dtype != object:
        return np.array_equal(a, b)
    return True


def _check_unchanged(described, before, after):
    for position, (old, new) in enumerate(zip(before, after, strict=True), start=1):
        if not _equal(old, new):
            line = described[position] if len(described) > 1 else "an argument"
            problem = f"{line.split(' = ')[0]} was changed: leave the arguments as they are."
            hint = "`x = x - step` makes a new array, `x -= step` changes the caller's."
            raise CheckFailed(_message(Result(described, None), problem, hint))


@contextlib.contextmanager
def _time_limit(seconds):
    """Stop an endless loop. interrupt_main works on Windows too, where signal.alarm does not."""
    expired = threading.Event()

    def interrupt():
        expired.set()
        _thread.interrupt_main()

    timer = threading.Timer(seconds, interrupt)
    timer.daemon = True
    timer.start()
    try:
        yield
    except KeyboardInterrupt as error:
        if not expired.is_set():
            raise
        text = f"still running after {seconds} seconds: can its loop ever end?"
        raise TimeoutError(text).with_traceback(error.__traceback__) from None
    finally:
        timer.cancel()


def _largest(got, want):
    if want.size < 2:
        return ""
    at = np.unravel_index(np.argmax(np.abs(got - want)), want.shape)
    where = ", ".join(str(int(i)) for i in at)
    return f"\nMost at [{where}]: {got[at]:.6g} in place of {want[at]:.6g}."


def _called(described):
    first, *rest = described
    return [_row("called", first), *(_row("", line) for line in rest)]


def _message(result, problem, hint="", want=None):
    lines = _called(result.called)
    if result.value is not None:
        lines.append(_row(result.name, show(_tidy(result.value))))
    if want is not None:
        lines.append(_row("wanted", show(want)))
    lines.append(_row("problem", problem))
    if hint:
        lines.append(_row("hint", hint))
    return "\n".join(lines)


def _row(label, text):
    return f"  {label:<10}" + text.replace("\n", "\n" + " " * 12)


def _tidy(value):
    """Lists of numbers print better as arrays."""
    if isinstance(value, (list, tuple)):
        with contextlib.suppress(ValueError, TypeError):
            return np.asarray(value, dtype=float)
    return value
