"""question: 2.1
functions: linear_jacobian_x
mistake: has the bias as one more column
"""

import numpy as np


def linear_jacobian_x(W, b, x):
    return np.column_stack([np.asarray(W, dtype=float), b])
