"""Stand-ins for what students plot, watch and show with, which the grader does not have.

A file that imports matplotlib for a plot of its own is no worse an answer. One object takes
whatever is done to it; only what an answer may hang on is told apart: a progress bar
iterates what it is given, and `subplots` makes as many axes as it is asked for.
"""

from __future__ import annotations

import itertools
import opcode
import operator
import sys
import types
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

PROGRESS_OF = {
    "trange": range,
    "tenumerate": enumerate,
    "tzip": zip,
    "tmap": map,
    "tproduct": itertools.product,
}
"""Of the progress libraries' functions, those that do not iterate their first argument."""

LISTS_OF = ("process_map", "thread_map")

BINARY = (
    "add", "sub", "mul", "matmul", "truediv", "floordiv", "mod", "divmod", "pow", "lshift",
    "rshift", "and", "or", "xor",
)  # fmt: skip

A_FEW = 2
"""How many things there are in a stand-in that somebody iterates, who wants no certain number."""


class StandIn:
    """Takes whatever is done to it: nothing comes of it. As a number it is 0."""

    def __call__(self, *arguments, **named):
        """Itself; what it decorates stays what it was."""
        if len(arguments) == 1 and isinstance(arguments[0], (types.FunctionType, type)):
            return arguments[0]
        return self

    def __getattr__(self, name):
        if is_special(name):
            raise AttributeError(name)
        return _axes if name == "subplots" else type(self).__part__(name)

    @staticmethod
    def __part__(name):
        """What an attribute is, of a library or of a thing of it."""
        return StandIn()

    def __mro_entries__(self, bases):
        """A class may inherit from it, and from several of its kind."""
        first = next(base for base in bases if isinstance(base, StandIn))
        return (type(self),) if self is first else ()

    def __init__(self, *arguments, **named):
        pass

    def __init_subclass__(cls, **named):
        pass

    def __instancecheck__(self, value):
        return isinstance(value, StandIn)

    def __subclasscheck__(self, kind):
        return issubclass(kind, StandIn)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return False

    def __iter__(self):
        return iter([StandIn() for _ in range(_names_to_unpack(sys._getframe(1)))])

    def __next__(self):
        return StandIn()

    def __len__(self):
        return A_FEW

    def __contains__(self, value):
        return False

    def __getitem__(self, index):
        return StandIn()

    def __setitem__(self, index, value):
        pass

    def __delitem__(self, index):
        pass

    def __delattr__(self, name):
        pass

    def __bool__(self):
        return False  # while plt.fignum_exists(1): ...

    def __index__(self):
        return 0

    __int__ = __trunc__ = __floor__ = __ceil__ = __index__

    def __float__(self):
        return 0.0

    def __complex__(self):
        return 0j

    def __round__(self, digits=None):
        return 0

    def __format__(self, form):
        return ""

    def __array__(self, dtype=None, copy=None):
        alone = np.empty((), dtype=object)
        alone[()] = self
        return alone if dtype is None else alone.astype(dtype)

    def __array_function__(self, *_):
        return StandIn()  # np.linspace(*ax.get_xlim(), 100)


def _takes_operators(kind):
    """Give a class the operators: what is calculated is a stand-in, and no comparison holds."""

    def calculated(self, *others):
        return StandIn()

    def compared(self, other):
        return False

    for name in BINARY:
        setattr(kind, f"__{name}__", calculated)
        setattr(kind, f"__r{name}__", calculated)
    for name in ("neg", "pos", "abs", "invert"):
        setattr(kind, f"__{name}__", calculated)
    for name in ("lt", "le", "gt", "ge"):
        setattr(kind, f"__{name}__", compared)


_takes_operators(StandIn)


class Progress(StandIn):
    """A progress bar, or what makes one: it iterates what it was given."""

    def __init__(self, *arguments, **named):
        given = [*arguments, named.get("iterable"), named.get("sequence")]
        self.items: Any = next((one for one in given if _can_be_watched(one)), None)
        self.total = named.get("total") or getattr(self.items, "__len__", int)()
        self.n = named.get("initial", 0)

    def __call__(self, *arguments, **named):
        made = Progress(*arguments, **named)
        return made if made.items is not None or named else super().__call__(*arguments)

    @staticmethod
    def __part__(name):
        if name in LISTS_OF:
            return lambda function, *given, **_: list(map(function, *given))
        return _watched(PROGRESS_OF[name]) if name in PROGRESS_OF else Progress()

    def __iter__(self):
        if self.items is None:
            return super().__iter__()
        return self._counted()

    def _counted(self):
        for item in self.items:
            yield item
            self.n += 1

    def __len__(self):
        return self.total

    def __bool__(self):
        return True

    def update(self, n=1):
        self.n += n

    def reset(self, total=None):
        self.n, self.total = 0, total or self.total


def _can_be_watched(value):
    return isinstance(value, Iterable) and not isinstance(value, (str, bytes, dict, StandIn))


def _watched(function: Callable) -> Callable:
    """A function of a progress library that iterates what another function makes."""

    def made(*arguments, **_):
        return Progress(function(*arguments))

    return made


def _axes(nrows=1, ncols=1, *_, squeeze=True, **__):
    """As many axes as they are asked for: `axes = fig.subplots(2, 3)`."""
    axes = np.empty((operator.index(nrows), operator.index(ncols)), dtype=object)
    for place in np.ndindex(axes.shape):
        axes[place] = StandIn()
    if not squeeze:
        return axes
    return axes.item() if axes.size == 1 else axes.squeeze()


def figure_and_axes(*arguments, **named):
    """`fig, axes = plt.subplots(2, 3)`"""
    return StandIn(), _axes(*arguments, **named)


def is_special(name):
    return name.startswith("__") and name.endswith("__")


UNPACK, UNPACK_WITH_REST = opcode.opmap["UNPACK_SEQUENCE"], opcode.opmap["UNPACK_EX"]


def _names_to_unpack(frame: types.FrameType) -> int:
    """How many names the code that iterates unpacks into: 3 for `a, b, c = thing`.

    The instruction that it is at says so.
    """
    code, at = frame.f_code.co_code, frame.f_lasti
    if code[at] == UNPACK:
        return code[at + 1]
    if code[at] == UNPACK_WITH_REST:
        after = code[at - 1] if code[at - 2] == opcode.EXTENDED_ARG else 0
        return code[at + 1] + after
    return A_FEW
