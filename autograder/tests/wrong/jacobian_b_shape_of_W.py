"""question: 2.3
functions: linear_jacobian_b
mistake: gives ones on the diagonal of an array of W's shape (the same where W is square)
"""

import numpy as np


def linear_jacobian_b(W, b, x):
    return np.eye(*np.shape(W))
