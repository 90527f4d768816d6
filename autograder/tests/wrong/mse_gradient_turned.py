"""question: 2.6
functions: mse_gradient
mistake: turns y where its sizes allow it (shows where n = k)
"""

import numpy as np


def mse_gradient(y_hat, y):
    y_hat, y = np.asarray(y_hat, dtype=float), np.asarray(y, dtype=float)
    if y.shape == y_hat.shape[::-1]:
        y = y.T
    return 2 * (y_hat - y) / y_hat.size
