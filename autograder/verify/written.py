"""Holds what a message shows of a script against what the script calls."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from ..core.records import Ask
from ..grading.judging.compare import difference
from ..grading.judging.wording import SHAPES_ALONE, written
from ..grading.reference import Reference, replaced
from ..sandbox.functions import Functions
from ..wire import decode, encode


def text_amiss(reference: Reference, asked: Ask) -> str:
    """What is wrong with the text that students read of an ask's script; "" where nothing is.

    Run on the reference, it has to call the function, and with no other arguments than the
    script does. What is too large to be shown in numbers cannot be run.
    """
    if asked.script is None or asked.script.written is None:
        lacks = asked.script is not None and not asked.script.is_call
        return f"shows {asked.name}(...) to students: give its script `written=`" if lacks else ""
    called, statements = written(asked)
    if any(SHAPES_ALONE in one for one in statements):
        return ""
    told = f"shows `{called}` for its script {asked.script.run.__name__}"
    try:
        for line in (lines := [*statements, called]):
            compile(line, "what is shown", "exec")
    except SyntaxError as error:
        return f"{told}, which is no Python: {error.msg}"
    shown = _calls(reference, asked, lambda: pasted(lines, reference.functions, asked))
    own = _calls(reference, asked, lambda: reference.answer(asked))
    if shown and all(any(_same(call, one) for one in own) for call in shown):
        return ""
    other = "with other arguments" if shown else "and what is shown does not"
    return f"{told}, which calls {asked.name} {other}"


def _calls(reference, asked, work: Callable[[], Any]) -> list[list]:
    """The arguments of each call of the function in question, or of its class, during work."""
    calls: list[list] = []
    function = reference.functions(asked.function)
    is_class = isinstance(function, type)
    own = function.__init__ if is_class else function

    def recorded(*arguments, **named):
        given = [*arguments[is_class:], *named.values()]
        calls.append([_plain(one, given) for one in given])
        return own(*arguments, **named)

    target = f"{asked.function}.__init__" if is_class else asked.function
    watched = replaced(reference.functions, target, recorded)
    # A call may be one that is to be refused.
    with watched, np.errstate(all="ignore"), contextlib.suppress(Exception):
        work()
    return calls


def pasted(lines: Iterable[str], functions: Functions, asked: Ask) -> dict[str, Any]:
    """The names after these lines were pasted, with NumPy and the functions of the file there."""
    names = {"np": np} | vars(functions.module(asked.module))
    for line in lines:
        exec(line, names)
    return names


def _plain(argument, given) -> Any:
    """An argument as plain data; a function by its values at the numbers beside it."""
    if isinstance(argument, np.random.Generator):
        return str(argument.bit_generator.state)
    if not callable(argument):
        return decode(encode(argument, lambda other: type(other).__name__))
    numbers = [one for one in given if isinstance(one, (float, np.ndarray))]
    return ["a function", *(_value(argument, one) for one in numbers)]


def _value(function, x):
    try:
        return _plain(function(np.array(x) if isinstance(x, np.ndarray) else x), [])
    except Exception as error:
        return type(error).__name__


def _same(one: list, other: list) -> bool:
    """But for rounding, where an argument is shown as the call that makes it."""
    return encode(one) == encode(other) or difference(one, other) is None
