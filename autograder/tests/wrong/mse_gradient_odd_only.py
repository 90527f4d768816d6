"""question: 2.6
functions: mse_gradient
mistake: divides by an odd number of rows (the same for an odd n)
"""

import numpy as np


def mse_gradient(y_hat, y):
    y_hat, y = np.asarray(y_hat, dtype=float), np.asarray(y, dtype=float)
    half = len(y_hat) // 2 * 2 + 1
    return 2 * (y_hat - y) / (half * y_hat.shape[1])
