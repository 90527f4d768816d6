"""Functions that a worker borrows from the grader: it sends arguments and gets results.

When a question fails, it is asked again with the earlier functions that it
calls replaced by the reference's. Their code stays with the grader. A function
that is an argument is called here, at the grader's wish; a random generator
goes over as a seed drawn from it; a class's objects stay with the grader, and
what stands here for one knows its number.
"""

from __future__ import annotations

import builtins
import sys
import types

import numpy as np

from ..probes import Functions
from ..wire import decode, encode
from .line import Line

OPERATORS = (
    "__add__", "__radd__", "__sub__", "__rsub__", "__mul__", "__rmul__", "__truediv__",
    "__rtruediv__", "__pow__", "__neg__", "__abs__", "__lt__", "__le__", "__gt__", "__ge__",
)  # fmt: skip
METHODS = (*OPERATORS, "sin", "cos", "exp", "log", "sqrt", "tanh", "relu", "backward")
ATTRIBUTES = ("value", "tangent", "data", "grad")


def borrow(functions: Functions, names: list[str], line: Line):
    """Put what is lent in the place of the submission's own functions, wherever they are known."""
    borrower = _Borrower(line)
    replaced = []
    for name in names:
        module_name, _, attribute = name.partition(".")
        module = _module(functions, module_name)
        stand_in = borrower.stand_in(name)
        replaced.append((getattr(module, attribute, stand_in), stand_in))
        setattr(module, attribute, stand_in)
    for module in list(sys.modules.values()):
        if module.__name__.startswith(f"{functions.package}."):
            _replace_imported(module, replaced)


def _replace_imported(module, replaced):
    """Replace what a module has imported by name from another."""
    for attribute, value in list(vars(module).items()):
        for own, stand_in in replaced:
            if value is own:
                setattr(module, attribute, stand_in)


def _module(functions, name):
    """A module of the submission; where it cannot be imported, an empty one in its place."""
    try:
        return functions.module(name)
    except BaseException:  # SystemExit too, from an exit() outside of all functions
        module = types.ModuleType(f"{functions.package}.{name}")
        sys.modules[module.__name__] = module
        return module


class _Borrower:
    """Asks the grader, and answers it when it needs a function from here."""

    def __init__(self, line):
        self.line = line
        self.functions = []
        self.classes = {}
        self.failed = None

    def stand_in(self, name):
        """What takes the place of the function or class called `name`."""
        if name.rpartition(".")[2][0].isupper():
            self.classes[name] = _class_of(name, self)
            return self.classes[name]

        def lent(*arguments, **named):
            return self.call(name, [*arguments, *named.values()])

        return lent

    def call(self, name, arguments):
        return self.ask({"borrow": "call", "function": name}, arguments)

    def ask(self, request, arguments=()):
        """The value that the grader answers; its exceptions are raised here."""
        packed = [self.pack(argument) for argument in arguments]
        self.line.write_frame(encode({**request, "arguments": packed}))
        while True:
            reply = decode(self.line.read_frame() or sys.exit())
            if "value" in reply:
                return self.unpack(reply["value"])
            if self.failed is not None:
                failed, self.failed = self.failed, None
                raise failed
            if "raised" in reply:
                raise getattr(builtins, reply["raised"], RuntimeError)(reply["message"])
            self._evaluate(reply)

    def _evaluate(self, reply):
        function = self.functions[reply["evaluate"]]
        try:
            value = self.pack(function(*(self.unpack(item) for item in reply["arguments"])))
            answer = encode({"value": value})
        except Exception as error:
            self.failed = error
            answer = encode({"failed": True})
        self.line.write_frame(answer)

    def pack(self, value):
        if isinstance(value, np.random.Generator):
            return {"generator": int(value.integers(2**63))}
        if isinstance(value, _Lent):
            return {"object": value.__dict__["number"]}
        if callable(value):
            self.functions.append(value)
            return {"function": len(self.functions) - 1}
        if isinstance(value, (list, tuple)):
            return [self.pack(item) for item in value]
        return value

    def unpack(self, value):
        if isinstance(value, dict) and "object" in value:
            lent_class = self.classes[value["class"]]
            lent = lent_class.__new__(lent_class)
            lent.__dict__["number"] = value["object"]
            return lent
        if isinstance(value, dict) and "not implemented" in value:
            return NotImplemented
        if isinstance(value, (list, tuple)):
            return type(value)(self.unpack(item) for item in value)
        return value


class _Lent:
    """Stands for an object that the grader holds."""


def _class_of(name, borrower):
    """A class whose objects are the grader's: every operation asks there."""

    def initialize(self, *arguments):
        self.__dict__["number"] = borrower.call(name, list(arguments)).__dict__["number"]

    def read(self, attribute):
        if attribute not in ATTRIBUTES:
            raise AttributeError(attribute)
        return borrower.ask({"borrow": "get", "object": self.number, "name": attribute})

    def write(self, attribute, value):
        request = {"borrow": "set", "object": self.number, "name": attribute}
        borrower.ask(request, [value])

    def method(method_name):
        def ask(self, *arguments):
            request = {"borrow": "method", "object": self.number, "name": method_name}
            return borrower.ask(request, arguments)

        return ask

    body = {name: method(name) for name in METHODS}
    body |= {"__init__": initialize, "__getattr__": read, "__setattr__": write}
    return type(name.rpartition(".")[2], (_Lent,), body)
