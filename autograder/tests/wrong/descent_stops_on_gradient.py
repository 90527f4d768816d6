"""question: 1.1
functions: gradient_descent
mistake: stops when the gradient's norm, and not the step's, is below the tolerance
"""

import numpy as np


def gradient_descent(gradient, theta0, learning_rate, max_steps, tolerance=0.0):
    path = [np.array(theta0, dtype=float)]
    for _ in range(max_steps):
        slope = np.asarray(gradient(path[-1]))
        path.append(path[-1] - learning_rate * slope)
        if np.linalg.norm(slope) < tolerance:
            break
    return np.array(path)
