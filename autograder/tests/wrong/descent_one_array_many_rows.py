"""question: 1.1
functions: gradient_descent
mistake: appends one array again and again and changes it in place, so all rows are the last point
"""

import numpy as np


def gradient_descent(gradient, theta0, learning_rate, max_steps, tolerance=0.0):
    theta = np.array(theta0, dtype=float)
    path = [theta]
    for _ in range(max_steps):
        step = learning_rate * np.asarray(gradient(theta))
        theta -= step
        path.append(theta)
        if np.linalg.norm(step) < tolerance:
            break
    return np.array(path)
