"""question: 1.1
functions: gradient_descent
mistake: walks in the caller's array: theta0 is changed
"""

import numpy as np


def gradient_descent(gradient, theta0, learning_rate, max_steps, tolerance=0.0):
    theta = np.asarray(theta0, dtype=float)
    path = [theta.copy()]
    for _ in range(max_steps):
        step = learning_rate * np.asarray(gradient(theta))
        theta -= step
        path.append(theta.copy())
        if np.linalg.norm(step) < tolerance:
            break
    return np.array(path)
