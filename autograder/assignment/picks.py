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


def whole(value: Any) -> Any:
    """All of the answer."""
    return value


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


def sizes(value: Any) -> np.ndarray:
    """The answer without its signs, up to a factor."""
    return up_to_a_factor(np.abs(real(value)))


def of_right_classes(value: Any, labels: np.ndarray) -> np.ndarray:
    """Of each row the entry of its label, up to a factor."""
    return up_to_a_factor(_rows(value, labels)[np.arange(len(labels)), labels])


def of_other_classes(value: Any, labels: np.ndarray) -> np.ndarray:
    """All other entries, up to a factor."""
    others = _rows(value, labels).copy()
    others[np.arange(len(labels)), labels] = 0.0
    return up_to_a_factor(others)


def _rows(value, labels):
    array = real(value)
    if array.ndim != 2 or len(array) != len(labels) or not array.size:
        raise ValueError("not a row for each label")
    return array


def up_to_a_factor(value: Any) -> np.ndarray:
    """The answer with its length made 1 and its first number other than 0 positive."""
    array = real(value)
    size = np.linalg.norm(array)
    if size == 0 or not np.isfinite(size):
        raise ValueError("all zeros, or not finite")
    leading = array.flat[np.argmax(np.abs(array) > 1e-9 * size)]
    return array / np.copysign(size, leading)


def moves(value: Any, params: list, of: int) -> list[np.ndarray]:
    """How each layer's array, its weights (0) or biases (1), has moved, up to a factor."""
    pairs = zip(value, params, strict=True)
    return [along(real(new[of]) - old[of]) for new, old in pairs]


def own_moves(value: Any, params: list, of: int) -> list[np.ndarray]:
    """The same where the moves themselves are the answer."""
    return moves(value, [[0.0, 0.0]] * len(params), of)


def along(array: np.ndarray) -> np.ndarray:
    """The array up to a factor; zeros stay."""
    return up_to_a_factor(array) if np.any(array) else array


def last_point(value: Any, theta0: np.ndarray) -> np.ndarray:
    """The end of a path of points such as theta0, also where they are columns, or alone."""
    return _points(value, np.size(theta0))[-1]


def way(value: Any, theta0: np.ndarray) -> np.ndarray:
    """The way from theta0 to that end, up to a factor."""
    return up_to_a_factor(last_point(value, theta0) - theta0)


def _points(value, size):
    array = real(value)
    if array.shape == (size,):
        return array[np.newaxis]
    if array.ndim != 2 or size not in array.shape:
        raise ValueError("not a path")
    return array if array.shape[1] == size else array.T
