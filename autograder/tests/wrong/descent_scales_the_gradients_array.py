"""question: 1.1
functions: gradient_descent
mistake: scales the array that gradient handed back, which may be theta itself or a stored one
"""

import numpy as np


def gradient_descent(gradient, theta0, learning_rate, max_steps, tolerance=0.0):
    theta = np.array(theta0, dtype=float)
    path = [theta]
    for _ in range(max_steps):
        step = np.asarray(gradient(theta), dtype=float)
        step *= -learning_rate
        theta = theta + step
        path.append(theta)
        if np.linalg.norm(step) < tolerance:
            break
    return np.array(path)
