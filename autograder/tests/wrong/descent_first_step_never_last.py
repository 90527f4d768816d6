"""question: 1.1
functions: gradient_descent
mistake: never stops after the first step, however short it is
"""

import numpy as np


def gradient_descent(gradient, theta0, learning_rate, max_steps, tolerance=0.0):
    path = [np.array(theta0, dtype=float)]
    for step in range(max_steps):
        path.append(path[-1] - learning_rate * np.asarray(gradient(path[-1])))
        if step > 0 and np.linalg.norm(path[-1] - path[-2]) < tolerance:
            break
    return np.array(path)
