"""question: 2.6
functions: mse_gradient
mistake: divides by k and not by n k (the same for n = 1)
"""

import numpy as np


def mse_gradient(y_hat, y):
    return 2 * np.subtract(y_hat, y) / np.shape(y_hat)[1]
