"""question: 2.6
functions: mse_gradient
mistake: is the gradient of the root of the mean squared error
"""

import numpy as np


def mse_gradient(y_hat, y):
    difference = np.subtract(y_hat, y)
    return difference / (difference.size * np.sqrt(np.mean(difference**2)))
