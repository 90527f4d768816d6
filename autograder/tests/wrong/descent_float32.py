"""question: 1.1
functions: gradient_descent
mistake: keeps the path in float32
"""

import numpy as np


def gradient_descent(gradient, theta0, learning_rate, max_steps, tolerance=0.0):
    path = [np.array(theta0, dtype=np.float32)]
    for _ in range(max_steps):
        step = np.float32(learning_rate) * np.asarray(gradient(path[-1]), dtype=np.float32)
        path.append(path[-1] - step)
        if np.linalg.norm(step) < tolerance:
            break
    return np.array(path)
