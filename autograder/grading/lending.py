"""Lends the reference's functions to a worker: arguments come, results go, code stays.

The arguments are untrusted, and the function runs in the grader: whatever does
not have the size of a homework question is turned away before it is computed.
"""

from __future__ import annotations

from collections.abc import Sequence
from types import GeneratorType

import numpy as np

from ..core.assignment import current
from ..sandbox.asking import Lender
from ..sandbox.exchange import Exchange, RemoteObject
from ..sandbox.remote import MAX_ENTRIES, MAX_ENTRIES_OF_MANY_AXES
from .reference import Reference

MAX_SIDE = 1_000
MAX_PARTS = 50_000
MAX_ARRAYS = 40
# These square what they are given: a Jacobian of 3,000 numbers fills 72 MB.
MAX_ENTRIES_SQUARED = 3_000


class Unfair(ValueError):
    """An argument is larger than any that a question needs."""


class ReferenceLender(Lender):
    """Lends the functions called `names`, and remembers in `used` which were really called."""

    def __init__(self, reference: Reference, names: Sequence[str]):
        self.reference = reference
        self.names = names
        self.used: set[str] = set()

    def lend_over(self, exchange: Exchange):
        """Put what is lent in the place of the submission's own functions and classes."""
        for name in self.names:
            lent = self.reference.functions(name)
            if isinstance(lent, type):
                exchange.lent_classes[lent] = name
                callback = exchange.callback(self._operating(exchange))
                exchange.later(
                    "lend_class",
                    name,
                    callback,
                    list(current().methods),
                    list(current().attributes),
                )
            else:
                exchange.later("lend", name, exchange.callback(self._calling(name, exchange)))

    def _calling(self, name, exchange):
        squaring = name.startswith(current().squaring)

        def call(*arguments, **named):
            allowance = _Allowance(MAX_ENTRIES_SQUARED if squaring else MAX_ENTRIES)
            fair = [self._fair(one, exchange, allowance) for one in arguments]
            also = {key: self._fair(one, exchange, allowance) for key, one in named.items()}
            self.used.add(name)
            value = self.reference.functions(name)(*fair, **also)
            # As of the function itself, what it yields can be taken once.
            once = isinstance(value, GeneratorType)
            return exchange.later("iterate", list(value)) if once else value

        return call

    def _operating(self, exchange):
        """What the objects of a lent class ask for: to be made, an attribute, a method."""

        def operate(verb, target, *operands, **named):
            if verb == "construct":
                return self._calling(target, exchange)(*operands, **named)
            name, *arguments = operands
            if type(target) not in exchange.lent_classes:
                raise Unfair("there is no such object")
            if verb == "method" and name in current().methods:
                allowance = _Allowance(MAX_ENTRIES)
                fair = [self._fair(one, exchange, allowance) for one in arguments]
                return getattr(target, name)(*fair)
            if name not in current().attributes:
                raise AttributeError(name)
            if verb == "get":
                return getattr(target, name)
            if type(arguments[0]) not in (int, float):
                raise Unfair("an attribute that is not a number")
            return setattr(target, name, arguments[0])

        return operate

    def _fair(self, value, exchange, allowance):
        """An argument that may be computed with: of a function, its values will be."""
        if type(value) is RemoteObject:
            return lambda *arguments: self._evaluated(value, arguments, exchange)
        allowance.spend(value)
        if type(value) in (list, tuple):
            return type(value)(self._fair(item, exchange, allowance) for item in value)
        return value

    def _evaluated(self, function, arguments, exchange):
        value = exchange.now("call", function, list(arguments))
        return self._fair(value, exchange, _Allowance(MAX_ENTRIES_SQUARED))


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
            many_axes = value.ndim > 2 and value.size > MAX_ENTRIES_OF_MANY_AXES
            if many_axes or max(value.shape, default=0) > MAX_SIDE:
                raise Unfair("a larger array than any question needs")
        if isinstance(value, int) and abs(value) > MAX_ENTRIES:
            raise Unfair("a larger number than any question needs")
        if min(self.parts, self.arrays, self.entries) < 0:
            raise Unfair("larger arguments than any question needs")
