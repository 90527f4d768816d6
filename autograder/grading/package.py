"""A trusted package as a script sees it: the same as a submission's, in this process."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable

import numpy as np

from ..sandbox.formulas import formula
from ..sandbox.functions import Functions, laid_out
from ..sandbox.vocabulary import repeated


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
    repeat = staticmethod(repeated)

    @staticmethod
    def formula(text: str, **values) -> Callable:
        """A function by its text, such as "lambda x: c * x" with a value of `c`."""
        return formula(text, values)

    @staticmethod
    def tuples(iterable: Iterable, most: int) -> list[tuple]:
        """At most so many items, each as a tuple."""
        return list(map(tuple, itertools.islice(iterable, most)))
