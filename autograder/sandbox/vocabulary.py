"""All that a worker can be asked to do with a submission.

It finds a function, calls it, gets an attribute, applies an operator, iterates, on plain
data, on objects that it keeps under a number, on functions of the grader's that it calls
over the line, on formulas, and on random generators made from a seed. What is asked for, and
what is made of it, is known to the grader alone; of a function of the grader's also how often
it is called.
"""

from __future__ import annotations

import builtins
import itertools
import operator
import sys
import types
from collections.abc import Callable
from typing import Any

import numpy as np

from ..core.answers import as_real
from ..wire import Reference, encode, resolved, unpack
from .formulas import formula
from .functions import Functions, encoded, laid_out
from .line import Line
from .self_test import self_test

ARITHMETIC = ("add", "sub", "mul", "truediv", "pow")
OTHER_OPERATORS = ("neg", "abs", "lt", "le", "gt", "ge", "getitem")
OPERATORS = {name: getattr(operator, name) for name in (*ARITHMETIC, *OTHER_OPERATORS)}
"""Verbs of their own: most steps are operators."""


def repeated(name: str, value: Any, times: int) -> Any:
    """What comes of an operator that is applied again and again: op(op(... value))."""
    apply = OPERATORS[name]
    for _ in range(times):
        value = apply(value)
    return value


class Vocabulary:
    """Carries out steps, each (number, verb, operand, ...): what comes of it is kept."""

    def __init__(self, functions: Functions, line: Line):
        self.functions = functions
        self.line = line
        self.objects: dict[int, Any] = {}
        self.kept = 0
        self.given: dict[int, bytes | None] = {}
        self.failed: BaseException | None = None
        self.classes: dict[str, type] = {}
        self.replaced: list[tuple[Any, Any]] = []

    def carry_out(self, steps: list) -> Any:
        """Take the steps in their order; what comes of the last one."""
        value = None
        for number, verb, *operands in steps:
            if verb in OPERATORS:
                value = OPERATORS[verb](*map(self.resolve, operands))
            else:
                value = getattr(self, f"_{verb}")(*operands)
            self.objects[number] = value
        return value

    def run(self, steps: list) -> Any:
        """The same for steps to which nothing later refers: what came of them is let go."""
        try:
            return self.carry_out(steps)
        finally:
            for number, *_ in steps:
                self.objects.pop(number, None)
                self.given.pop(number, None)

    def refer(self, value) -> Any:
        """What stands in the grader for a value that is no plain data."""
        if isinstance(value, np.random.Generator):
            return Reference("generator", int(value.integers(2**63)))
        if isinstance(value, Lent):
            return Reference("lent", value.__dict__["number"])
        plain = as_real(value)
        if plain is not None:
            return plain if plain.ndim else float(plain)
        self.kept -= 1
        self.objects[self.kept] = value
        return Reference("object", self.kept, type(value).__name__[:40])

    def resolve(self, value):
        """A value as the submission gets it, with the things themselves for References."""
        return resolved(value, self._referred)

    def _referred(self, reference):
        if reference.kind == "object":
            return self.objects[reference.number]
        if reference.kind == "callback":
            return self._callback(reference.number)
        if reference.kind == "lent":
            return self._lent(reference)
        return np.random.default_rng(reference.number)

    def _callback(self, number) -> Callable:
        return lambda *arguments, **named: self.evaluate(number, list(arguments), named)

    def _lent(self, reference):
        if reference.name not in self.classes:
            return NotImplemented
        lent: Any = object.__new__(self.classes[reference.name])
        lent.__dict__["number"] = reference.number
        return lent

    def evaluate(self, number: int, arguments: list, named: dict[str, Any]):
        """What the grader's function returns; meanwhile the grader may ask for steps."""
        call = {"evaluate": number, "arguments": arguments, "named": named}
        self.line.write_frame(encode(call, self.refer))
        while True:
            reply = unpack(self.line.read_frame() or sys.exit())
            if "returned" in reply:
                self.carry_out(reply["steps"])
                return self.resolve(reply["returned"])
            if "failed" in reply:
                failed, self.failed = self.failed, None
                raise failed or RuntimeError("a function that was handed over has failed")
            if "raised" in reply:
                raise getattr(builtins, reply["raised"], RuntimeError)(reply["message"])
            self._carry_out_meanwhile(reply["steps"])

    def _carry_out_meanwhile(self, steps):
        try:
            answer = encode({"value": self.carry_out(steps)}, self.refer)
        except Exception as error:
            self.failed = error
            answer = encode({"failed": True})
        self.line.write_frame(answer)

    # The verbs.

    def _forget(self):
        self.objects.clear()
        self.given.clear()

    def _load(self, module):
        self.functions.module(module)

    def _find(self, name):
        return self.functions(name)

    def _give(self, number, value, layout):
        given = laid_out(self.resolve(value), layout)
        self.given[number] = encoded(given)
        return given

    def _call(self, function, arguments):
        return self.resolve(function)(*self.resolve(arguments))

    def _attribute(self, owner, name):
        return getattr(self.resolve(owner), name)

    def _take(self, iterable, most):
        return list(itertools.islice(self.resolve(iterable), most))

    def _tuples(self, iterable, most):
        return list(map(tuple, itertools.islice(self.resolve(iterable), most)))

    def _iterate(self, values):
        return iter(self.resolve(values))

    def _value(self, value):
        return self.resolve(value)

    def _changed(self, numbers):
        """Of what was given under these numbers, what is no longer what it was."""
        return [one for one in numbers if encoded(self.objects[one]) != self.given[one]]

    def _formula(self, text, values):
        return formula(text, self.resolve(values))

    def _repeat(self, name, start, times):
        return repeated(name, self.resolve(start), times)

    def _self_test(self, unreadable, unwritable):
        return self_test(unreadable, unwritable)

    def _lend(self, name, callback):
        """Put a function of the grader's in the place of the submission's own, everywhere."""
        self._replace(name, self.resolve(callback))

    def _lend_class(self, name, callback, methods, attributes):
        """The same for a class: its objects stay with the grader, and operations ask there."""
        self.classes[name] = class_of(name, self.resolve(callback), methods, attributes)
        self._replace(name, self.classes[name])

    def _replace(self, name, stand_in):
        module_name, _, attribute = name.partition(".")
        module = self._module(module_name)
        self.replaced.append((getattr(module, attribute, stand_in), stand_in))
        setattr(module, attribute, stand_in)
        for module in list(sys.modules.values()):
            if module.__name__.startswith(f"{self.functions.package}."):
                self._replace_imported(module)

    def _replace_imported(self, module):
        """Replace what a module has imported by name from another."""
        for attribute, value in list(vars(module).items()):
            for own, stand_in in self.replaced:
                if value is own:
                    setattr(module, attribute, stand_in)

    def _module(self, name):
        """A module of the submission; where it cannot be imported, an empty one in its place."""
        try:
            return self.functions.module(name)
        except BaseException:  # SystemExit too, from an exit() outside of all functions
            module = types.ModuleType(f"{self.functions.package}.{name}")
            sys.modules[module.__name__] = module
            return module


class Lent:
    """Stands for an object that the grader holds."""


def class_of(name: str, ask: Callable, methods: list[str], attributes: list[str]) -> type:
    """A class whose objects are the grader's: `ask(verb, ...)` has it do what is wanted."""

    def initialize(self, *arguments, **named):
        self.__dict__["number"] = ask("construct", name, *arguments, **named).__dict__["number"]

    def read(self, attribute):
        if attribute not in attributes:
            raise AttributeError(attribute)
        return ask("get", self, attribute)

    def write(self, attribute, value):
        ask("set", self, attribute, value)

    def method(method_name):
        return lambda self, *arguments: ask("method", self, method_name, *arguments)

    body: dict[str, Any] = {name: method(name) for name in methods}
    body |= {"__init__": initialize, "__getattr__": read, "__setattr__": write}
    return type(name.rpartition(".")[2], (Lent,), body)
