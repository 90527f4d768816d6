"""A trusted package as a script sees it: the same as a submission's, in this process."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from ..sandbox.functions import Functions, laid_out


class Package:
    """What a script is given for the reference's package, or for a copy of it."""

    def __init__(self, functions: Functions):
        self.functions = functions

    def __call__(self, name: str) -> Callable:
        """The function or class "module.name"."""
        return self.functions(name)

    find = __call__

    give = staticmethod(laid_out)
    generator = staticmethod(np.random.default_rng)

    @staticmethod
    def by_reference(function: Callable) -> Callable:
        """A function that gets its arguments themselves, and may hand them back."""
        return function

    @staticmethod
    def take(iterable: Iterable, most: int) -> list:
        """At most so many items."""
        return list(itertools.islice(iterable, most))

    @staticmethod
    def repeat(step: Callable, start: Any, times: int) -> Any:
        """step(step(... start)), so many times."""
        for _ in range(times):
            start = step(start)
        return start
