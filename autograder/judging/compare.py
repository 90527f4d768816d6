"""Where two pieces of plain data differ, as pure functions.

Checked in this order: type, shape, finiteness, value. Comparisons are written
so that NaN fails: `error <= tolerance`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

RIGHT = 1e-9
"""Relative error below which a float64 answer is right, against an exact oracle.

Differently written right answers agree to 2e-13; float32 is off by 1e-8 and more.
"""

SMALLEST_SCALE = 1e-5
"""Arrays smaller than this are compared absolutely: where the answer is 0, rounding is not."""


@dataclass(frozen=True)
class Difference:
    """The first place in which what came back is not what was wanted.

    `kind` is "type", "shape", "finite" or "value"; `path` leads to the place in
    nested lists; `error` is the relative error there, where there is one.
    """

    kind: str
    path: tuple[int | str, ...]
    got: Any
    want: Any
    error: float = float("nan")


def relative_error(got: np.ndarray, want: np.ndarray) -> float:
    """‖got − want‖ / max(‖got‖ + ‖want‖, 1e-5): one number for a whole array."""
    with np.errstate(over="ignore", invalid="ignore"):
        scale = np.linalg.norm(got) + np.linalg.norm(want)
        return float(np.linalg.norm(got - want) / max(scale, SMALLEST_SCALE))


def difference(got, want, tolerance: float = RIGHT, path=()) -> Difference | None:
    """None where `got` is as good as `want`, else the first Difference.

    `want` sets the form. Where it is an array or a number, any numbers of the
    same shape will do: lists, tuples, integers. Where it is a list or a tuple,
    any sequence of that length. A one-element array counts as a number.
    """
    if isinstance(want, (list, tuple)):
        return _difference_of_sequences(got, want, tolerance, path)
    if isinstance(want, dict):
        return _difference_of_mappings(got, want, tolerance, path)
    if isinstance(want, (str, bool)) or want is None:
        same = type(got) is type(want) and got == want
        return None if same else Difference("value", path, got, want)
    return _difference_of_numbers(got, np.asarray(want, dtype=np.float64), tolerance, path)


def _difference_of_sequences(got, want, tolerance, path):
    if not isinstance(got, (list, tuple)) and not (isinstance(got, np.ndarray) and got.ndim):
        return Difference("type", path, got, want)
    if len(got) != len(want):
        return Difference("shape", path, got, want)
    for index, (one, other) in enumerate(zip(got, want, strict=True)):
        found = difference(one, other, tolerance, (*path, index))
        if found:
            return found
    return None


def _difference_of_mappings(got, want, tolerance, path):
    if not isinstance(got, dict) or got.keys() != want.keys():
        return Difference("type", path, got, want)
    for key, other in want.items():
        found = difference(got[key], other, tolerance, (*path, key))
        if found:
            return found
    return None


def _difference_of_numbers(got, want, tolerance, path):
    if isinstance(got, np.ndarray) and got.shape != want.shape and (want.ndim or got.size != 1):
        return Difference("shape", path, got, want)
    numbers = as_numbers(got)
    if numbers is None:
        return Difference("type", path, got, want)
    if want.ndim == 0 and numbers.size == 1:
        numbers = numbers.reshape(())
    if numbers.shape != want.shape:
        return Difference("shape", path, numbers, want)
    if not np.all(np.isfinite(numbers)):
        return Difference("finite", path, numbers, want)
    error = relative_error(numbers, want)
    if error <= tolerance:
        return None
    return Difference("value", path, numbers, want, error)


def as_numbers(value) -> np.ndarray | None:
    """Plain data as a float64 array; None where it is not all real numbers of one shape."""
    if not _only_numbers(value):
        return None
    try:
        array = np.asarray(value)
    except ValueError:
        return None
    if array.dtype.kind not in "biuf":
        return None
    return array.astype(np.float64)


def _only_numbers(value):
    """Whether a value is made of numbers, arrays and lists alone: NumPy would pad texts."""
    if isinstance(value, (list, tuple)):
        return all(map(_only_numbers, value))
    return isinstance(value, (int, float, np.ndarray))
