"""question: 1.1
functions: gradient_descent
mistake: divides the learning rate by the step's number (the same at step 1)
"""

import numpy as np


def gradient_descent(gradient, theta0, learning_rate, max_steps, tolerance=0.0):
    path = [np.array(theta0, dtype=float)]
    for step in range(1, max_steps + 1):
        path.append(path[-1] - learning_rate / step * np.asarray(gradient(path[-1])))
        if np.linalg.norm(path[-1] - path[-2]) < tolerance:
            break
    return np.array(path)
