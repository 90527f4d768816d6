"""question: 1.1
functions: gradient_descent
mistake: asks for the gradient anew after each coordinate (the same for p = 1 and where f is separable)
"""

import numpy as np


def gradient_descent(gradient, theta0, learning_rate, max_steps, tolerance=0.0):
    path = [np.array(theta0, dtype=float)]
    for _ in range(max_steps):
        theta = path[-1].copy()
        for i in range(theta.size):
            theta[i] -= learning_rate * np.asarray(gradient(theta))[i]
        path.append(theta)
        if np.linalg.norm(path[-1] - path[-2]) < tolerance:
            break
    return np.array(path)
