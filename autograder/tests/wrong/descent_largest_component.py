"""question: 1.1
functions: gradient_descent
mistake: compares the largest component of the step with the tolerance, and not its 2-norm (the same for p = 1)
"""

import numpy as np


def gradient_descent(gradient, theta0, learning_rate, max_steps, tolerance=0.0):
    path = [np.array(theta0, dtype=float)]
    for _ in range(max_steps):
        path.append(path[-1] - learning_rate * np.asarray(gradient(path[-1])))
        if np.abs(path[-1] - path[-2]).max() < tolerance:
            break
    return np.array(path)
