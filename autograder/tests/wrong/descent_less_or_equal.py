"""question: 1.1
functions: gradient_descent
mistake: stops at a step as long as the tolerance, so with tolerance 0 it stops where the gradient is 0
"""

import numpy as np


def gradient_descent(gradient, theta0, learning_rate, max_steps, tolerance=0.0):
    path = [np.array(theta0, dtype=float)]
    for _ in range(max_steps):
        path.append(path[-1] - learning_rate * np.asarray(gradient(path[-1])))
        if np.linalg.norm(path[-1] - path[-2]) <= tolerance:
            break
    return np.array(path)
