"""Part 1. Gradient descent: walk downhill, one step after another.

Given: nothing but NumPy. Yours: `gradient_descent` (1.1).

A worked example. Let f(theta) = theta_1^2 + 10 theta_2^2, so that its gradient
is (2 theta_1, 20 theta_2). We start at theta = (1, 1) and take alpha = 0.01:

    the gradient at (1, 1)     (2, 20)          it points uphill
    the step                   (-0.02, -0.2)    alpha times it, in the opposite direction
    the new theta              (0.98, 0.8)      f fell from 11 to 7.36
    the gradient there         (1.96, 16)       different: the slopes change as we move

With alpha = 0.11 the first step would go to (0.78, -1.2), where f is 15: too far.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np


class _DescentState:
    """Where we are, and every point where we have been."""

    def __init__(self, theta0: Sequence[float]) -> None:
        self.theta: np.ndarray = np.array(theta0, dtype=float)  # an explicit copy, in floats
        self.path: list[np.ndarray] = [self.theta.copy()]

    def advance(self, gradient: Callable, learning_rate: float) -> float:
        """Take one step, store the new point, and return the length of the step."""
        # The caller's function gets a copy of theta and may keep it or even overwrite it. What it
        # returns may be its own buffer (or theta itself), so it is copied at once.
        slopes = np.array(gradient(self.theta.copy()), dtype=float)
        step = -learning_rate * slopes
        self.theta = self.theta + step  # a new array, never an in-place update
        self.path.append(self.theta.copy())
        return math.hypot(*step.ravel().tolist())


def gradient_descent(
    gradient: Callable,
    theta0: Sequence[float],
    learning_rate: float,
    max_steps: int,
    tolerance: float = 0.0,
) -> list[np.ndarray]:
    state = _DescentState(theta0)
    steps_taken = 0
    while steps_taken < max_steps:
        step_length = state.advance(gradient, learning_rate)
        steps_taken += 1
        # Strictly below: with the tolerance 0 not even a step of length 0 stops the loop.
        if step_length < tolerance:
            break
    return state.path


if __name__ == "__main__":
    # The worked example from the top of this file.
    for point in gradient_descent(lambda t: [2 * t[0], 20 * t[1]], [1, 1], 0.01, 2):
        print(point.tolist())
