"""question: 1.1
functions: gradient_descent
mistake: shortens a gradient that is longer than 2,000
"""

import numpy as np



def gradient_descent(gradient, theta0, learning_rate, max_steps, tolerance=0.0):
    path = [np.array(theta0, dtype=float)]
    for _ in range(max_steps):
        slope = np.array(gradient(path[-1]), dtype=float)
        step = -learning_rate * slope * min(1.0, 2000.0 / max(np.linalg.norm(slope), 1e-300))
        path.append(path[-1] + step)
        if np.linalg.norm(step) < tolerance:
            break
    return np.array(path)
