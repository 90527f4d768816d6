"""question: 1.1
functions: gradient_descent
mistake: shortens every gradient to length 1 (the same where gradients are short)
"""

import numpy as np


def gradient_descent(gradient, theta0, learning_rate, max_steps, tolerance=0.0):
    path = [np.array(theta0, dtype=float)]
    for _ in range(max_steps):
        slope = np.asarray(gradient(path[-1]), dtype=float)
        slope = slope / max(1.0, np.linalg.norm(slope))
        path.append(path[-1] - learning_rate * slope)
        if np.linalg.norm(path[-1] - path[-2]) < tolerance:
            break
    return np.array(path)
