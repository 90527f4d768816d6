"""question: 2.3
functions: linear_jacobian_b
mistake: gives a vector of ones, the diagonal alone
"""

import numpy as np


def linear_jacobian_b(W, b, x):
    return np.ones(len(b))
