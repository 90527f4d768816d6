"""question: 2.3
functions: linear_jacobian_b
mistake: gives a matrix of ones where W is square
"""

import numpy as np


def linear_jacobian_b(W, b, x):
    m, n = np.shape(W)
    return np.ones((m, m)) if m == n else np.eye(m)
