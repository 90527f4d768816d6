"""question: 1.1
functions: gradient_descent
mistake: after an early stop the path still has max_steps + 1 rows, the last of them zeros
"""

import numpy as np


def gradient_descent(gradient, theta0, learning_rate, max_steps, tolerance=0.0):
    path = np.zeros((max_steps + 1, len(theta0)))
    path[0] = theta0
    for t in range(max_steps):
        path[t + 1] = path[t] - learning_rate * np.asarray(gradient(path[t].copy()))
        if np.linalg.norm(path[t + 1] - path[t]) < tolerance:
            break
    return path
