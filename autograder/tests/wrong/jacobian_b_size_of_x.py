"""question: 2.3
functions: linear_jacobian_b
mistake: gives the identity of the input's size (the same where W is square)
"""

import numpy as np


def linear_jacobian_b(W, b, x):
    return np.eye(len(x))
