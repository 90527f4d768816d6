"""Which statements of a notebook define what the worker is asked for.

A notebook holds more than functions: plots, trainings that take minutes, cells
that fail. Only what the wanted functions need is run: their definitions, the
names that these read, and what changes those.
"""

from __future__ import annotations

import inspect
import types
from collections.abc import Callable, Iterable
from typing import Any

from .cells import Statement, statements_of


def statements_for(wanted: Iterable[str], cells: Iterable[tuple[str, str]]) -> list[Statement]:
    """The statements that define the `wanted` names, and those that they need, in order.

    Each cell has a name, which stands in the place of a file's.
    """
    found = [statement for name, cell in cells for statement in statements_of(cell, name)]
    statements = _as_they_matter(found, frozenset(wanted))
    needed, chosen = set(wanted) | {"*"}, set()
    while more := {
        index
        for index, statement in enumerate(statements)
        if index not in chosen and not needed.isdisjoint(statement.touches)
    }:
        chosen |= more
        needed = needed.union(*(statements[index].reads for index in more))
    return [statements[index] for index in sorted(chosen)]


def _as_they_matter(statements, wanted):
    """The statements with what they touch put right, now that all of them are known.

    What is imported is not altered. A call alters what the function alters. A result
    or an import that bears the name of a wanted function is none. A stub gives way
    to the function itself, which may stand above it.
    """
    imported = {name for one in statements if one.imports for name in one.binds}
    made = frozenset(name for one in statements for name in one.makes)
    altering = {name: one.alters_when_called for one in statements for name in one.binds}
    finished = {one.signature for one in statements if not one.is_stub}
    return [
        one._replace(
            touches=(one.touches - imported | one.binds).union(
                *(altering.get(name, ()) for name in one.calls)
            )
            - (one.binds & wanted & made - one.makes),
        )
        for one in statements
        if not (one.is_stub and one.signature in finished)
    ]


def fitting(newer: Any, older: Any) -> Any:
    """Of two functions of one name the newer, or the older for a call that fits only that.

    Two parts of the homework name a function `jvp`, with other arguments; in a
    notebook they share one name.
    """
    if callable(older) and not callable(newer):
        return older  # a result took the function's name
    if not _both_functions(newer, older) or _parameters(newer) == _parameters(older):
        return newer

    def either(*arguments, **named):
        chosen = newer if _takes(newer, arguments, named) else older
        return chosen(*arguments, **named)

    return either


def _both_functions(newer, older):
    return isinstance(newer, types.FunctionType) and isinstance(older, types.FunctionType)


def _parameters(function):
    return list(inspect.signature(function).parameters)


def _takes(function, arguments, named):
    try:
        inspect.signature(function).bind(*arguments, **named)
    except TypeError:
        return False
    return True


def failing(error: BaseException) -> Callable:
    """What stands for a function whose definition failed: it fails in the same way."""

    def fails(*arguments, **named):
        raise error

    return fails
