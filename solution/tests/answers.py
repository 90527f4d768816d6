"""What counts as a right answer: which values are numbers, and how near they must come.

The tests that students run and the autograder both go by this file.
"""

import math
import numbers
import sys
from decimal import Decimal

import numpy as np

TOLERANCE = 1e-6
"""The relative error of a right answer, where its question says nothing else.

It is one number for a whole array. Right answers in float64 agree to 2e-13, in float32 to 1e-7.
"""

EXACT = 1e-9
"""The relative error where exactness is the point, as the question's docstring then says."""

ROUNDING = 1e-14
"""Arrays this near to each other agree: where the answer is 0, rounding is not."""


def as_real(value):
    """The value as a float64 array, or None where it is not all real numbers of one shape.

    Whatever NumPy turns into real numbers will do: numbers of any kind, lists and tuples of
    them, arrays of any dtype and class. Complex numbers, texts, sets, dicts and masked entries
    will not.
    """
    try:
        return _real(value)
    except (MemoryError, OverflowError, RecursionError, TypeError, ValueError):
        return None


def _real(value):
    if type(value) is np.ndarray and value.dtype.kind in "biuf":
        return value.astype(float)
    if isinstance(value, (numbers.Real, Decimal)):
        return np.array(float(value))
    if isinstance(value, (list, tuple)):
        return _of_one_shape(value, (len(value),))
    array = np.asarray(value)
    if is_masked(value) or array.dtype.kind not in "biufO":
        raise TypeError
    if array.dtype.kind != "O":
        return array.astype(float)
    if array.ndim == 0 and array.item() is value:
        raise TypeError
    return _of_one_shape(array.ravel(), array.shape)


def is_masked(value):
    """Whether entries of it are masked. NumPy loads np.ma, slowly, where it is first named."""
    ma = sys.modules.get("numpy.ma")
    return ma is not None and ma.is_masked(value)


def _of_one_shape(items, shape):
    if not all(type(item) is float for item in items):
        items = [_real(item) for item in items]
    array = np.array(items, dtype=float)
    return array.reshape(shape + array.shape[1:])


def relative_error(got, want):
    """||got - want|| / (||got|| + ||want||): one number for a whole array, from 0 to 1."""
    return _distance(got, want) / max(_norm(got) + _norm(want), 1e-8)


def agree(got, want, tolerance=TOLERANCE):
    """Whether two arrays of one shape are the same answer. NaN and infinity agree with nothing."""
    return relative_error(got, want) <= tolerance or _distance(got, want) <= ROUNDING


def _distance(got, want):
    with np.errstate(over="ignore", invalid="ignore"):
        return _norm(np.subtract(got, want))


def _norm(array):
    return math.sqrt(np.vdot(array, array))


def fitted(got, shape):
    """The array, where one number is expected as a number though it came in an array."""
    return got.reshape(()) if shape == () and got.size == 1 else got
