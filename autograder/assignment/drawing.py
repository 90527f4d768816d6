"""Draws numbers for cases: the first in small whole numbers, the last with six digits.

They are rounded after all that is done to them, so that a message shows each as it is.

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
    """Numbers of about this size."""
    return lambda shape: short(size * rng.normal(size=shape), 6)


def short(numbers, digits: int) -> np.ndarray:
    """The numbers, each with so many digits."""
    return np.vectorize(lambda number: float(f"{number:.{digits}g}"), otypes=[float])(numbers)


def without_noise(numbers: np.ndarray) -> np.ndarray:
    """The numbers without digits that rounding has left: 0.59 for 0.5899999999999999."""
    rounded = np.round(numbers, 8)
    return np.where(np.abs(rounded - numbers) <= 1e-13 * np.abs(numbers), rounded, numbers)


def unequal(rng: np.random.Generator, shape, lowest: float, highest: float) -> np.ndarray:
    """Numbers with two decimals from lowest to highest, no two of them equal."""
    hundredths = np.arange(round(100 * lowest), round(100 * highest) + 1)
    return _some(rng, shape, hundredths) / 100


def _some(rng, shape, numbers):
    """As many of the numbers as go into the shape, in any order."""
    return rng.choice(numbers, shape, replace=False)
