"""Part 1 as a generator of points, gathered at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

Array = np.ndarray


def points(step: Callable[[Array], Array], theta: Array, tolerance: float) -> Iterator[Array]:
    yield theta
    while True:
        moved = step(theta)
        size = np.linalg.norm(moved - theta)
        theta = moved
        yield theta
        if size < tolerance:
            return


def gradient_descent(
    gradient: Callable[[Array], Array],
    theta0: Array,
    learning_rate: float,
    max_steps: int,
    tolerance: float = 0.0,
) -> Array:
    def step(theta: Array) -> Array:
        return theta - learning_rate * np.asarray(gradient(theta))

    start = np.array(theta0, dtype=float)
    # zip asks its first iterator first: no gradient is computed in vain.
    path = [theta for _, theta in zip(range(max_steps + 1), points(step, start, tolerance))]
    return np.stack(path)
