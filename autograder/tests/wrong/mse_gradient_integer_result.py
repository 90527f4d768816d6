"""question: 2.6
functions: mse_gradient
mistake: writes into an array of y_hat's type, so integer input is cut down to whole numbers
"""

import numpy as np


def mse_gradient(y_hat, y):
    gradient = np.empty_like(y_hat)
    gradient[:] = 2 * np.subtract(y_hat, y) / np.size(y_hat)
    return gradient
