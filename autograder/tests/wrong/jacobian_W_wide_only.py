"""question: 2.2
functions: linear_jacobian_W
mistake: fills as many blocks as there are inputs, so it is right only where m <= n
"""

import numpy as np


def linear_jacobian_W(W, b, x):
    m, n = np.shape(W)
    J = np.zeros((m, m, n))
    for k in range(min(m, n)):
        J[k, k] = x
    return J
