"""A submission's package as a script sees it: functions that run in a worker.

A script runs in the grader, and does the same with this package as with the reference's.
It hears what the submission answers, and the submission learns nothing of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, NamedTuple

import numpy as np

from ..core.records import Ask
from ..wire import Reference
from .exchange import Exchange, RemoteObject, number_of, operand, type_name_of

MAX_ENTRIES = 300_000
MAX_ENTRIES_OF_MANY_AXES = 1_000


class RemotePackage:
    """What a script is given for the package of a submission.

    `inputs` are handed over once and in this `layout`, however often they are arguments.
    """

    def __init__(self, exchange: Exchange, inputs: Mapping[str, Any], layout: str):
        self.exchange = exchange
        self.layout = layout
        self.named = {id(value): name for name, value in inputs.items() if _is_kept(value)}
        self.given: dict[int, RemoteObject] = {}
        self.changed: tuple[int, list] = (0, [])

    def __call__(self, name: str) -> Callable:
        """The function or class "module.name"."""
        function = self.find(name)
        return lambda *arguments: self._asked(function(*arguments))

    def find(self, name: str) -> Callable:
        """The same, whose calls wait until something is asked for."""
        function = self.exchange.later("find", name)
        return lambda *arguments: function(*map(self._handed, arguments))

    def recorded(self, ask: Ask) -> Recorded | None:
        """A script's run, of which nothing was sent yet; None if it needs an answer on its way."""
        try:
            with self.exchange.silent():
                value = ask.run(self, ask.inputs)
            found = _found(value)
            self.exchange.later("value", self._question(found))
        except Exception:  # Whatever it is: the run comes to it again when it is not recorded.
            self.exchange.waiting()
            return None
        return Recorded(
            self.exchange.waiting(), lambda answer: self._result(value, self._told(answer))
        )

    def _asked(self, value):
        """What `value` is. The same message, most often the last, tells what has changed."""
        return self._told(self.exchange.now("value", self._question(value)))

    def _question(self, value):
        changed = self.exchange.later("changed", list(map(number_of, self.given.values())))
        return [value, changed]

    def _told(self, answer):
        value, changed = answer
        self.changed = self.exchange.taken, changed if type(changed) is list else []
        return value

    def _handed(self, value):
        if callable(value) and type(value) is not RemoteObject:
            return self.exchange.callback(_guarded(value))
        if id(value) not in self.named:
            return value
        if id(value) not in self.given:
            self.given[id(value)] = self.give(value, self.layout)
        return self.given[id(value)]

    def give(self, value, layout: str) -> RemoteObject:
        """A value that is handed over in this layout."""
        return self.exchange.later("give", self.exchange.taken + 1, value, layout)

    def generator(self, seed: int) -> RemoteObject:
        """A random generator, which every call to which it is handed moves on."""
        return self.exchange.later("value", Reference("generator", seed))

    def formula(self, text: str, **values) -> RemoteObject:
        """A function by its text, which is evaluated where it is called."""
        return self.exchange.later("formula", text, values)

    def tuples(self, iterable, most: int) -> RemoteObject:
        """At most so many items, tuples, of what the submission's function returned."""
        return self.exchange.later("tuples", iterable, most)

    def repeat(self, operator: str, start: Any, times: int) -> RemoteObject:
        """op(op(... start)), so many times, of an operator such as "neg"."""
        return self.exchange.later("repeat", operator, start, times)

    def finished(self, value) -> tuple[Any, list[str]]:
        """What a script returned as plain data, and the inputs that have changed meanwhile."""
        found = _found(value)
        more = found or self.exchange.taken != self.changed[0]
        return self._result(value, self._asked(found) if more else [])

    def _result(self, value, values):
        given = {number_of(one): self.named[place] for place, one in self.given.items()}
        changed = [name for number, name in given.items() if number in self.changed[1]]
        return _filled(value, iter(values)), changed


class Recorded(NamedTuple):
    """A script's run up to its end: the steps to take, and what `end` makes of their answer."""

    steps: list[tuple]
    end: Callable[[Any], tuple[Any, list[str]]]


def _is_kept(value):
    return isinstance(value, (np.ndarray, list, tuple))


def _guarded(function):
    """A function for a worker to call: with numbers and arrays that are not too large."""

    @wraps(function, assigned=())
    def guarded(*arguments, **named):
        given = {name: _small(operand(value)) for name, value in named.items()}
        return function(*map(_small, map(operand, arguments)), **given)

    return guarded


def _small(value):
    if isinstance(value, np.ndarray) and (
        value.size > MAX_ENTRIES or (value.ndim > 2 and value.size > MAX_ENTRIES_OF_MANY_AXES)
    ):
        raise ValueError("a larger array than any question needs")
    return value


def _found(value) -> list[RemoteObject]:
    """The RemoteObjects in plain data, in the order in which `_filled` asks for them."""
    if type(value) is RemoteObject:
        return [value]
    if type(value) is dict:
        value = list(value.values())
    return [one for item in value for one in _found(item)] if type(value) in (list, tuple) else []


def _filled(value, values):
    if type(value) is RemoteObject:
        return next(values)
    if type(value) in (list, tuple):
        return type(value)([_filled(item, values) for item in value])
    if type(value) is dict:
        return {key: _filled(item, values) for key, item in value.items()}
    return value


class NotPlain(Exception):
    """An answer is no plain data; the text says what it is."""


def plain(value):
    """The value, where it is plain data; NotPlain where an object of the worker's is in it."""
    if type(value) is RemoteObject:
        raise NotPlain(f"a value of type {type_name_of(value)}")
    if type(value) is np.ndarray and value.dtype.kind == "O":
        raise NotPlain("an array of dtype object, which holds no plain numbers")
    if type(value) in (list, tuple, dict):
        for item in value.values() if type(value) is dict else value:
            plain(item)
    return value
