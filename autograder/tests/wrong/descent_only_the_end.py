"""question: 1.1
functions: gradient_descent
mistake: returns the last point in place of the path
"""

import numpy as np


def gradient_descent(gradient, theta0, learning_rate, max_steps, tolerance=0.0):
    theta = np.array(theta0, dtype=float)
    for _ in range(max_steps):
        step = -learning_rate * np.asarray(gradient(theta))
        theta = theta + step
        if np.linalg.norm(step) < tolerance:
            break
    return theta
