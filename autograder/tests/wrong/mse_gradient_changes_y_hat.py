"""question: 2.6
functions: mse_gradient
mistake: subtracts y from the caller's y_hat in place
"""

import numpy as np


def mse_gradient(y_hat, y):
    difference = np.asarray(y_hat, dtype=float)
    difference -= y
    return 2 * difference / difference.size
