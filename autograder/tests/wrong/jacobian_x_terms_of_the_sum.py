"""question: 2.1
functions: linear_jacobian_x
mistake: gives the terms w_ki x_i of the sum in place of their derivatives (the same at x of ones)
"""

import numpy as np


def linear_jacobian_x(W, b, x):
    return np.asarray(W, dtype=float) * np.asarray(x, dtype=float)
