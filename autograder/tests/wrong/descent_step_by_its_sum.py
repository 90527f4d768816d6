"""question: 1.1
functions: gradient_descent
mistake: compares the sum of the components of the step, and not its length, with the tolerance
"""

import numpy as np


def gradient_descent(gradient, theta0, learning_rate, max_steps, tolerance=0.0):
    path = [np.array(theta0, dtype=float)]
    for step in range(max_steps):
        path.append(path[-1] - learning_rate * np.asarray(gradient(path[-1])))
        if abs(np.sum(path[-1] - path[-2])) < tolerance:
            break
    return np.array(path)
