"""question: 1.1
functions: gradient_descent
mistake: leaves the step that met the tolerance out of the path
"""

import numpy as np


def gradient_descent(gradient, theta0, learning_rate, max_steps, tolerance=0.0):
    path = [np.array(theta0, dtype=float)]
    for _ in range(max_steps):
        theta = path[-1] - learning_rate * np.asarray(gradient(path[-1]))
        if np.linalg.norm(theta - path[-1]) < tolerance:
            break
        path.append(theta)
    return np.array(path)
