"""question: 2.3
functions: linear_jacobian_b
mistake: puts the biases on the diagonal in place of their derivative
"""

import numpy as np


def linear_jacobian_b(W, b, x):
    return np.diag(np.asarray(b, dtype=float))
