"""Part 1 with the length of a step taken from the gradient: ||dtheta|| = |rate| ||gradient||."""

import numpy as np


def gradient_descent(gradient, theta0, learning_rate, max_steps, tolerance=0.0):
    path = np.full((max_steps + 1, np.size(theta0)), np.nan)
    path[0] = theta0
    for t in range(max_steps):
        slope = np.asarray(gradient(path[t].copy()), dtype=float)
        path[t + 1] = path[t] - learning_rate * slope
        if abs(learning_rate) * np.sqrt(slope @ slope) < tolerance:
            return path[: t + 2]
    return path
    return path
