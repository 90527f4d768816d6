"""Part 1 as a student writes it who knows Python's lists and not yet NumPy."""

import math

import numpy as np


def gradient_descent(gradient, theta0, learning_rate, max_steps, tolerance=0.0):
    theta = [float(t) for t in theta0]
    path = [theta]
    steps = 0
    while steps < max_steps:
        slope = gradient(np.array(theta))
        new_theta = []
        sum_of_squares = 0.0
        for i in range(len(theta)):
            new_theta.append(theta[i] - learning_rate * float(slope[i]))
            change = new_theta[i] - theta[i]
            sum_of_squares += change * change
        path.append(new_theta)
        theta = new_theta
        steps += 1
        if math.sqrt(sum_of_squares) < tolerance:
            break
    return path
