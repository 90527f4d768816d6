"""question: 2.6
functions: mse_gradient
mistake: loses the sign of the difference
"""

import numpy as np


def mse_gradient(y_hat, y):
    return 2 * np.abs(np.subtract(y_hat, y)) / np.size(y_hat)
