"""Lends the reference's functions to a worker: arguments come, results go, code stays.

The arguments are untrusted, and the function runs in the grader: whatever does
not have the size of a homework question is turned away before it is computed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import GeneratorType
from typing import Any

import numpy as np

from .reference import Reference
from .sandbox.borrowing import ATTRIBUTES, METHODS
from .sandbox.channels import Closed
from .sandbox.deadlines import Late
from .wire import Refused

MAX_SIDE = 1_000
MAX_PARTS = 50_000
MAX_ARRAYS = 40
MAX_ENTRIES = 300_000
# These square what they are given: a Jacobian of 3,000 numbers fills 72 MB.
MAX_ENTRIES_SQUARED = 3_000
SQUARING = ("jacobians.", "numeric.")


class Unfair(ValueError):
    """An argument is larger than any that a question needs."""


class ReferenceLender:
    """Lends the functions called `names`, and remembers in `used` which were really called."""

    def __init__(self, reference: Reference, names: Sequence[str]):
        self.reference = reference
        self.names = names
        self.used: set[str] = set()
        self.objects: list[Any] = []
        self.classes = {
            reference.functions(name): name
            for name in names
            if isinstance(reference.functions(name), type)
        }

    def answer(self, request: dict, evaluate: Callable[[int, list], object]) -> dict:
        """The reply to an untrusted request; what goes wrong is raised over there.

        `evaluate(number, arguments)` has the worker call one of its own functions.
        """
        try:
            return {"value": self._pack(self._carry_out(request, evaluate))}
        except (Late, Closed, Refused):
            raise
        except Exception as error:
            return {"raised": type(error).__name__, "message": str(error)[:200]}

    def _carry_out(self, request, evaluate):
        squaring = str(request.get("function")).startswith(SQUARING)
        allowance = _Allowance(MAX_ENTRIES_SQUARED if squaring else MAX_ENTRIES)
        arguments = self._unpack(request["arguments"], evaluate, allowance)
        if request["borrow"] == "call":
            name = request["function"]
            if name not in self.names:
                raise Unfair("this function is not lent")
            self.used.add(name)
            return self.reference.functions(name)(*arguments)
        lent, name = self._object(request["object"]), request["name"]
        if request["borrow"] == "method" and name in METHODS:
            return getattr(lent, name)(*arguments)
        if name not in ATTRIBUTES:
            raise AttributeError(name)
        if request["borrow"] == "get":
            return getattr(lent, name)
        if type(arguments[0]) not in (int, float):
            raise Unfair("an attribute that is no number")
        return setattr(lent, name, arguments[0])

    def _object(self, number):
        if type(number) is not int or not 0 <= number < len(self.objects):
            raise Unfair("there is no such object")
        return self.objects[number]

    def _unpack(self, value, evaluate, allowance):
        if type(value) is dict and "object" in value:
            return self._object(value["object"])
        if type(value) is dict and type(value.get("generator")) is int:
            return np.random.default_rng(value["generator"])
        if type(value) is dict and type(value.get("function")) is int:
            number = value["function"]
            return lambda *arguments: self._evaluated(evaluate, number, arguments)
        allowance.spend(value)
        if type(value) in (list, tuple):
            return type(value)(self._unpack(item, evaluate, allowance) for item in value)
        return value

    def _evaluated(self, evaluate, number, arguments):
        reply = evaluate(number, [self._pack(argument) for argument in arguments])
        if type(reply) is dict and "failed" in reply:
            raise RuntimeError("a function that was handed over has failed")
        if type(reply) is not dict or "value" not in reply:
            raise Refused("no value came back from a function")
        return self._unpack(reply["value"], evaluate, _Allowance(MAX_ENTRIES_SQUARED))

    def _pack(self, value):
        if value is NotImplemented:
            return {"not implemented": True}
        if type(value) in self.classes:
            self.objects.append(value)
            return {"object": len(self.objects) - 1, "class": self.classes[type(value)]}
        if isinstance(value, GeneratorType):
            value = list(value)
        if isinstance(value, (list, tuple)):
            return type(value)(self._pack(item) for item in value)
        return value


class _Allowance:
    """How much one call may bring along."""

    def __init__(self, entries: int):
        self.parts = MAX_PARTS
        self.arrays = MAX_ARRAYS
        self.entries = entries

    def spend(self, value):
        self.parts -= 1
        if isinstance(value, np.ndarray):
            self.arrays -= 1
            self.entries -= value.size
            if value.ndim > 2 or max(value.shape, default=0) > MAX_SIDE:
                raise Unfair("a larger array than any question needs")
        if isinstance(value, int) and abs(value) > MAX_ENTRIES:
            raise Unfair("a larger number than any question needs")
        if min(self.parts, self.arrays, self.entries) < 0:
            raise Unfair("larger arguments than any question needs")
