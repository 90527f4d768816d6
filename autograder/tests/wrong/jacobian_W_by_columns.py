"""question: 2.2
functions: linear_jacobian_W
mistake: reshapes kron(x, I), which is for W stacked by columns, as if W were stacked by rows
"""

import numpy as np


def linear_jacobian_W(W, b, x):
    m, n = np.shape(W)
    # d vec(W x) / d vec(W) = x^T (x) I, one row for each output
    J = np.kron(np.asarray(x, dtype=float), np.eye(m))
    return J.reshape(m, m, n)
