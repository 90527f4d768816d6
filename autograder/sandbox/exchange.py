"""The grader's half of a conversation with a worker: steps go there, calls come back.

Steps wait until an answer is needed, so that a program of a hundred operations on an object
of the submission's takes one message. While the worker carries out steps, it may call the
functions that it was handed; they are evaluated here, on arguments that are untrusted.
"""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from ..wire import Reference, Refused
from .channels import Closed
from .deadlines import Late
from .vocabulary import ARITHMETIC, OTHER_OPERATORS

MAX_TAKEN = 100_000


class Failed(Exception):
    """Code of the submission raised while a function of the grader's was being evaluated."""


class Impatient(Exception):
    """An answer is needed where none can be had yet."""


def _refuse(_):
    raise Impatient


class Exchange:
    """Sends steps to a worker, and evaluates what it calls.

    `send` takes the next message and `receive` returns one: plain data, and what `find` has for
    each Reference in it.
    `answered` makes of a whole answer its value, or raises.
    """

    def __init__(
        self,
        send: Callable[[dict], None],
        receive: Callable[[], Any],
        answered: Callable[[Any], Any],
    ):
        self.send = send
        self.receive = receive
        self.answered = answered
        self.steps: list[tuple] = []
        self.taken = 0
        self.callbacks: list[Callable] = []
        self.objects: list[Any] = []
        self.lent_classes: dict[type, str] = {}
        self.evaluating = 0

    def later(self, verb: str, *operands) -> RemoteObject:
        """What will come of a step, which is taken when something is asked for."""
        self.taken += 1
        self.steps.append((self.taken, verb, *operands))
        return RemoteObject(self, self.taken)

    def now(self, verb: str, *operands) -> Any:
        """What comes of a step, and of all that wait for it.

        Plain data, with a RemoteObject for each part that is not.
        """
        self.later(verb, *operands)
        self.send({"steps": self.waiting()})
        return self.answer()

    def answer(self) -> Any:
        """The next answer's value, or NotReturned."""
        return self._value_of(self.response())

    @contextlib.contextmanager
    def silent(self) -> Iterator[None]:
        """Within this context steps can only wait: Impatient where an answer is asked for."""
        send, self.send = self.send, _refuse
        try:
            yield
        finally:
            self.send = send

    def waiting(self) -> list[tuple]:
        """The steps that wait, which now go."""
        steps, self.steps = self.steps, []
        return steps

    def _value_of(self, response):
        if not self.evaluating:
            return self.answered(response)
        if type(response) is dict and "value" in response:
            return response["value"]
        raise Failed

    def response(self) -> Any:
        """The next message that is no call of one of the grader's functions."""
        while True:
            message = self.receive()
            if type(message) is not dict or "evaluate" not in message:
                return message
            self._evaluate(message)

    def _evaluate(self, message):
        """Answer an untrusted call; what goes wrong is raised over there."""
        self.evaluating += 1
        try:
            function = self.callbacks[message["evaluate"]]
            value = function(*message["arguments"], **message["named"])
            self.send({"returned": value, "steps": self.waiting()})
        except (Late, Closed):
            raise
        except Failed:
            self.send({"failed": True})
        except Exception as error:
            self.send({"raised": type(error).__name__, "message": str(error)[:200]})
        finally:
            self.steps.clear()
            self.evaluating -= 1

    def callback(self, function: Callable) -> Reference:
        """What stands in a worker for a function of the grader's."""
        self.callbacks.append(function)
        return Reference("callback", len(self.callbacks) - 1)

    def refer(self, value) -> Reference:
        """What stands in a worker for a value that is no plain data."""
        if type(value) is RemoteObject:
            return Reference("object", number_of(value))
        if type(value) in self.lent_classes:
            self.objects.append(value)
            return Reference("lent", len(self.objects) - 1, self.lent_classes[type(value)])
        if value is NotImplemented:
            return Reference("lent", 0)
        if callable(value):
            return self.callback(value)
        raise Refused(f"a value of type {type(value).__name__}")

    def find(self, reference: Reference) -> Any:
        """What a Reference of the worker's stands for: a RemoteObject for what stays there."""
        if reference.kind == "object":
            return RemoteObject(self, reference.number, reference.name)
        if reference.kind == "generator" and reference.number >= 0:
            return np.random.default_rng(reference.number)
        if reference.kind == "lent" and 0 <= reference.number < len(self.objects):
            return self.objects[reference.number]
        raise Refused("a reference to what does not exist")


def _operator(name):
    return lambda self, *operands: self._exchange.later(name, self, *operands)


def _reflected(name):
    return lambda self, other: self._exchange.later(name, other, self)


class RemoteObject:
    """Stands for an object in a worker. What is done with it is done there, when it is needed."""

    __slots__ = ("_exchange", "_number", "_type")

    def __init__(self, exchange: Exchange, number: int, type_name: str = ""):
        self._exchange = exchange
        self._number = number
        self._type = type_name

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return self._exchange.later("attribute", self, name)

    def __call__(self, *arguments):
        return self._exchange.later("call", self, list(arguments))

    def __bool__(self):
        return bool(operand(self._exchange.now("value", self)))

    def __iter__(self):
        value = self._exchange.now("value", self)
        return iter(take(value, MAX_TAKEN) if type(value) is RemoteObject else value)

    for _name in ARITHMETIC:
        locals()[f"__{_name}__"] = _operator(_name)
        locals()[f"__r{_name}__"] = _reflected(_name)
    for _name in OTHER_OPERATORS:
        locals()[f"__{_name}__"] = _operator(_name)


def number_of(value: RemoteObject) -> int:
    """The number under which the worker keeps an object."""
    return object.__getattribute__(value, "_number")


def type_name_of(value: RemoteObject) -> str:
    """The name of an object's type, as the worker says."""
    return object.__getattribute__(value, "_type")


def take(iterable, most: int) -> list:
    """At most so many items of what may be iterated in a worker."""
    if type(iterable) is not RemoteObject:
        return list(itertools.islice(iterable, most))
    return list(iterable._exchange.now("take", iterable, most))


def operand(value):
    """A value to compute with: a number, an object, or an array of them.

    Lists of numbers become arrays. Those of objects stay lists, and have no arithmetic.

    No text: `x + x` forty times is harmless on numbers, and fills the memory on four letters.
    """
    array = np.array(value) if isinstance(value, (list, tuple)) else value
    if not isinstance(array, np.ndarray):
        unfit = array is None or isinstance(array, (str, bytes, dict))
    elif array.dtype.kind == "O":
        for item in array.flat:
            operand(item)
        return value
    else:
        unfit = array.dtype.kind not in "biufc"
    if unfit:
        raise TypeError(f"a number or an array is expected, not a {type(value).__name__}")
    return array
