"""Part 1. Gradient descent: walk downhill, one step after another.

Given: nothing but NumPy. Yours: `gradient_descent` (1.1).

A worked example. Let f(theta) = theta_1^2 + 10 theta_2^2, so that its gradient
is (2 theta_1, 20 theta_2). We start at theta = (1, 1) and take alpha = 0.01:

    the gradient at (1, 1)     (2, 20)          it points uphill
    the step                   (-0.02, -0.2)    alpha times it, in the opposite direction
    the new theta              (0.98, 0.8)      f fell from 11 to 7.36
    the gradient there         (1.96, 16)       different: the slopes change as we move

With alpha = 0.11 the first step would go to (0.78, -1.2), where f is 15: too far.
"""

import math

import numpy as np


def gradient_descent(gradient, theta0, learning_rate, max_steps, tolerance=0.0):
    path = [np.array(theta0, dtype=float)]
    for _ in range(max_steps):
        slope = np.asarray(gradient(path[-1].copy()), dtype=float)
        step = np.multiply(learning_rate, slope)
        path.append(np.subtract(path[-1], step))
        if math.hypot(*step) < tolerance:  # hypot neither overflows nor underflows on the way
            break
    return np.array(path)
