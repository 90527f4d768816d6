"""question: 1.1
functions: gradient_descent
mistake: carries nine tenths of the last step along (the same at step 1)
"""

import numpy as np


def gradient_descent(gradient, theta0, learning_rate, max_steps, tolerance=0.0):
    path = [np.array(theta0, dtype=float)]
    velocity = np.zeros_like(path[0])
    for _ in range(max_steps):
        velocity = 0.9 * velocity - learning_rate * np.asarray(gradient(path[-1]))
        path.append(path[-1] + velocity)
        if np.linalg.norm(velocity) < tolerance:
            break
    return np.array(path)
