"""question: 2.1
functions: linear_jacobian_x
mistake: reshapes W to (n, m) and back in the wrong order: the shape is right, the entries are right only for one row or one column
"""

import numpy as np


def linear_jacobian_x(W, b, x):
    m, n = np.shape(W)
    return np.reshape(np.transpose(W), (m, n)).astype(float)
