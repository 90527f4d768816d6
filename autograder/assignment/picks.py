"""What is looked at of an answer when a part of it is paid by itself.

Each raises TypeError or ValueError where the answer has no such part.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..core.answers import as_real


def real(value: Any) -> np.ndarray:
    """The answer as an array of floats."""
    array = as_real(value)
    if array is None:
        raise TypeError("not real numbers of one shape")
    return array


def first_of_two(value: Any) -> Any:
    """The first part of an answer that has two."""
    first, _ = value
    return first


def second_of_two(value: Any) -> Any:
    """The second part of an answer that has two."""
    _, second = value
    return second


def in_any_order(value: Any) -> np.ndarray:
    """Its numbers from the smallest to the largest, wherever they are."""
    return np.sort(real(value), axis=None)


def flat(value: Any) -> np.ndarray:
    """Its numbers in their order, whatever its axes."""
    return real(value).ravel()


def diagonal(value: Any) -> np.ndarray:
    """The diagonal of a matrix; a vector is taken for one."""
    array = real(value)
    return array if array.ndim == 1 else np.diagonal(array)


def off_diagonal(value: Any) -> np.ndarray:
    """A square matrix with zeros for its diagonal."""
    array = real(value)
    if array.ndim != 2 or array.shape[0] != array.shape[1]:
        raise ValueError("not a square matrix")
    return np.where(np.eye(len(array), dtype=bool), 0.0, array)


def up_to_a_factor(value: Any) -> np.ndarray:
    """The answer with its length made 1 and its first number other than 0 positive."""
    array = real(value)
    size = np.linalg.norm(array)
    if size == 0 or not np.isfinite(size):
        raise ValueError("all zeros, or not finite")
    leading = array.flat[np.argmax(np.abs(array) > 1e-9 * size)]
    return array / np.copysign(size, leading)


def last_point(value: Any, size: int) -> np.ndarray:
    """The end of a path of points with `size` numbers each, or the end alone."""
    return _points(value, size)[-1]


def last_step(value: Any, size: int) -> np.ndarray:
    """The step to that end, up to a factor."""
    points = _points(value, size)
    if len(points) < 2:
        raise ValueError("a single point")
    return up_to_a_factor(points[-1] - points[-2])


def _points(value, size):
    """A row for each point, also where they are columns."""
    array = real(value)
    if array.shape == (size,):
        return array[np.newaxis]
    if array.ndim != 2 or size not in array.shape:
        raise ValueError("not a path")
    return array if array.shape[1] == size else array.T
