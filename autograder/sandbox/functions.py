"""A package's functions by name, and values as they are handed over to them."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import numpy as np

from ..wire import Refused, pack


class Missing(Exception):
    """The submission has no such module, or no such function in it."""


class Functions:
    """The functions of one package, found by "module.name" when they are asked for."""

    def __init__(self, package: str):
        self.package = package

    def module(self, name: str):
        """The package's module `name`, imported."""
        full_name = f"{self.package}.{name}"
        if (module := sys.modules.get(full_name)) is not None:
            return module
        try:
            return importlib.import_module(full_name)
        except ModuleNotFoundError as error:
            if error.name != full_name:
                raise
            raise Missing(f"there is no {name}.py in the submission") from None

    def __call__(self, name: str):
        module_name, _, attribute = name.partition(".")
        function = getattr(self.module(module_name), attribute, None)
        if function is None:
            raise Missing(f"{module_name}.py defines no {attribute}: is it renamed or deleted?")
        return function


def laid_out(value, layout: str):
    """The value as it is handed over: "plain", "read-only", or its arrays as "views".

    As views, vectors are every second entry of others, and matrices are transposes.
    """
    if isinstance(value, np.ndarray) and layout == "read-only":
        value.flags.writeable = False
    elif isinstance(value, np.ndarray) and layout == "views":
        return np.repeat(value, 2)[::2] if value.ndim == 1 else np.ascontiguousarray(value.T).T
    elif isinstance(value, (list, tuple)) and layout != "plain":
        return type(value)(laid_out(item, layout) for item in value)
    return value


def mapped(change: Callable[[Any], Any], value: Any) -> Any:
    """The value with `change` made of each thing in its lists, tuples, dicts and object arrays."""
    kind = type(value)
    if kind is list or kind is tuple:
        return kind(map(partial(mapped, change), value))
    if kind is dict:
        return {key: mapped(change, item) for key, item in value.items()}
    if kind is np.ndarray and value.dtype.kind == "O":
        for place in np.ndindex(value.shape):
            value[place] = mapped(change, value[place])
        return value
    return change(value)


def watched(values: Mapping[str, Any]) -> Callable[[], list[str]]:
    """Tells, when it is called, which of the values have changed since now, by their names."""
    before = {name: encoded(value) for name, value in values.items()}
    return lambda: [name for name, data in before.items() if encoded(values[name]) != data]


def encoded(value) -> bytes | None:
    """A value as bytes, to see whether it changes; None where it is no plain data any more."""
    try:
        return pack(value)
    except (Refused, RecursionError):
        return None
