"""question: 1.1
functions: gradient_descent
mistake: stops where the gradient grows, so a rate that is too large looks as if it converged
"""

import numpy as np


def gradient_descent(gradient, theta0, learning_rate, max_steps, tolerance=0.0):
    path = [np.array(theta0, dtype=float)]
    last = np.inf
    for _ in range(max_steps):
        slope = np.asarray(gradient(path[-1]), dtype=float)
        if np.linalg.norm(slope) > last:
            break
        last = np.linalg.norm(slope)
        path.append(path[-1] - learning_rate * slope)
        if np.linalg.norm(path[-1] - path[-2]) < tolerance:
            break
    return np.array(path)
