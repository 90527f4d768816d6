"""Probes: what is done with a submission's functions, beside the submission.

A probe takes `functions`, which finds a function by "module.name", the name of
the function in question, and plain inputs; it returns plain data. The same
probe runs on the reference, so a probe knows no answers. Arguments that are no
plain data (a gradient to descend along, a random generator) are built here.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from typing import Any

PROBES: dict[str, Callable[..., Any]] = {}


class Missing(Exception):
    """The submission has no such module, or no such function in it."""


class Functions:
    """The functions of one package, found by "module.name" when they are asked for."""

    def __init__(self, package: str):
        self.package = package

    def module(self, name: str):
        """The package's module `name`, imported."""
        full_name = f"{self.package}.{name}"
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


def probe(function):
    """Register a probe under its function's name."""
    if function.__name__ in PROBES:
        raise ValueError(f"two probes are named {function.__name__}")
    PROBES[function.__name__] = function
    return function


def load_probes():
    """Import every module of this folder, so that its probes are registered."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
