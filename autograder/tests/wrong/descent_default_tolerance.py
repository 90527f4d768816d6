"""question: 1.1
functions: gradient_descent
mistake: stops at short steps where no tolerance is given
"""

import numpy as np


def gradient_descent(gradient, theta0, learning_rate, max_steps, tolerance=1e-3):
    path = [np.array(theta0, dtype=float)]
    for step in range(max_steps):
        path.append(path[-1] - learning_rate * np.asarray(gradient(path[-1])))
        if np.linalg.norm(path[-1] - path[-2]) < tolerance:
            break
    return np.array(path)
