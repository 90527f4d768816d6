"""question: 2.1
functions: linear_jacobian_x
mistake: rounds the weights to float32
"""

import numpy as np


def linear_jacobian_x(W, b, x):
    return np.asarray(W, dtype=np.float32)
