"""question: 2.1
functions: linear_jacobian_x
mistake: turns W where it is square, since its sizes allow it
"""

import numpy as np


def linear_jacobian_x(W, b, x):
    W = np.array(W, dtype=float)
    return W.T if W.shape[0] == len(x) else W
