"""question: 2.6
functions: mse_gradient
mistake: divides by n and not by n k (the same for k = 1)
"""

import numpy as np


def mse_gradient(y_hat, y):
    return 2 * np.subtract(y_hat, y) / len(y_hat)
