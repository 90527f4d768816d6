"""question: 1.1
functions: gradient_descent
mistake: the path has the type of theta0, so an integer start cuts every step down to whole numbers
"""

import numpy as np


def gradient_descent(gradient, theta0, learning_rate, max_steps, tolerance=0.0):
    theta0 = np.asarray(theta0)
    path = np.empty((max_steps + 1, theta0.size), dtype=theta0.dtype)
    path[0] = theta0
    for t in range(max_steps):
        path[t + 1] = path[t] - learning_rate * np.asarray(gradient(path[t].copy()))
        if np.linalg.norm(path[t + 1] - path[t]) < tolerance:
            return path[: t + 2]
    return path
