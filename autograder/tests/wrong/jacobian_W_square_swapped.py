"""question: 2.2
functions: linear_jacobian_W
mistake: orders the axes otherwise where W is square
"""

import numpy as np


def linear_jacobian_W(W, b, x):
    W, x = np.asarray(W), np.asarray(x, dtype=float)
    m, n = W.shape
    J = np.zeros((m, m, n))
    for k in range(m):
        if m == n:
            J[k, :, k] = x
        else:
            J[k, k] = x
    return J
