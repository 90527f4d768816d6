"""question: 1.1
functions: gradient_descent
mistake: looks at the length of the step before the last, so it goes one step too far after the tolerance is met
"""

import numpy as np


def gradient_descent(gradient, theta0, learning_rate, max_steps, tolerance=0.0):
    path = [np.array(theta0, dtype=float)]
    for _ in range(max_steps):
        if len(path) > 2 and np.linalg.norm(path[-2] - path[-3]) < tolerance:
            break
        path.append(path[-1] - learning_rate * np.asarray(gradient(path[-1])))
    return np.array(path)
