"""question: 2.1
functions: linear_jacobian_x
mistake: makes room for a square Jacobian only: rows past the number of inputs are lost
"""

import numpy as np


def linear_jacobian_x(W, b, x):
    W = np.asarray(W, dtype=float)
    J = np.zeros((len(x), len(x)))
    rows = min(len(b), len(x))
    J[:rows] = W[:rows]
    return J
