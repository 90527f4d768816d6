"""Draws numbers for cases: the first in small whole numbers, the last with all their digits.

None is 0 and no two of an array are equal: a mistake that shows where some are would show on
some seeds only. Cases for such mistakes have their zeros and equal numbers put in.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator

import numpy as np

Draw = Callable[..., np.ndarray]

WHOLE = 0.3
ROUNDED = 0.8
"""So much of a family's cases is in whole numbers, so much in those and in two decimals."""


def draws(rng: np.random.Generator, count: int, largest: float = 100.0) -> Iterator[Draw]:
    """For each of `count` cases a function that draws floats of a shape, about up to `largest`."""
    orders = itertools.cycle((0, 4, 2))
    for number in range(count):
        at = number / count
        if at < WHOLE:
            yield _whole(rng)
        elif at < ROUNDED:
            yield _rounded(rng)
        else:
            yield _full(rng, largest / 10.0 ** next(orders))


def _whole(rng):
    """Small numbers such as 2.0, with which a student can redo a case by hand."""
    return lambda shape: _different(rng, shape, 3).astype(float)


def _rounded(rng):
    return lambda shape: _different(rng, shape, 400) / 100


def _different(rng, shape, largest):
    """Whole numbers other than 0, no two of them equal, up to `largest` of either sign.

    Where there are many of them, they are larger.
    """
    count = np.empty(shape).size
    each = np.arange(1, max(largest, (count + 1) // 2) + 1)
    return _some(rng, shape, np.concatenate([each, -each]))


def _full(rng, size):
    """Numbers with all their digits, of about this size."""
    return lambda shape: size * rng.normal(size=shape)


def unequal(rng: np.random.Generator, shape, lowest: float, highest: float) -> np.ndarray:
    """Numbers with two decimals from lowest to highest, no two of them equal."""
    hundredths = np.arange(round(100 * lowest), round(100 * highest) + 1)
    return _some(rng, shape, hundredths) / 100


def _some(rng, shape, numbers):
    """As many of the numbers as go into the shape, in any order."""
    return rng.choice(numbers, shape, replace=False)
