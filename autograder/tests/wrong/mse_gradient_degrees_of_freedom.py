"""question: 2.6
functions: mse_gradient
mistake: divides by n k - 1, as for a variance
"""

import numpy as np


def mse_gradient(y_hat, y):
    return 2 * np.subtract(y_hat, y) / max(np.size(y_hat) - 1, 1)
