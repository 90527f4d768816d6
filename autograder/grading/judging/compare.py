"""Where two pieces of plain data differ, as pure functions.

Checked in this order: type, shape, finiteness, value. Comparisons are written
so that NaN fails: `error <= tolerance`.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from ...core.answers import TOLERANCE, agree, as_real, fitted, relative_error


class Difference(NamedTuple):
    """The first place in which what came back is not what was wanted.

    `kind` is "type", "shape", "finite" or "value"; `path` leads to the place in
    nested lists; `error` is the relative error there, where there is one.
    """

    kind: str
    path: tuple[int | str, ...]
    got: Any
    want: Any
    error: float = float("nan")


def difference(got, want, tolerance: float = TOLERANCE, path=()) -> Difference | None:
    """None where `got` is as good as `want`, else the first Difference.

    `want` sets the form. Where it is an array or a number, any real numbers of the
    same shape will do; answers.py says which are. Where it is a list or a tuple,
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


def as_returned(got, want: np.ndarray, found: Difference) -> Difference:
    """A difference that was found in a view of an array, as one of the whole array."""
    numbers = as_real(got)
    same = numbers is not None and numbers.shape == want.shape
    return found._replace(got=numbers, want=want, error=found.error if same else float("nan"))


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
    numbers = as_real(got)
    if numbers is None:
        return Difference("type", path, got, want)
    numbers = fitted(numbers, want.shape)
    if numbers.shape != want.shape:
        return Difference("shape", path, numbers, want)
    if agree(numbers, want, tolerance):
        return None
    if not np.isfinite(numbers).all():
        return Difference("finite", path, numbers, want)
    return Difference("value", path, numbers, want, relative_error(numbers, want))
