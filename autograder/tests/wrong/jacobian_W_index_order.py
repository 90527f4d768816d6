"""question: 2.2
functions: linear_jacobian_W
mistake: orders the axes k, i, j (the right shape where W is square)
"""

import numpy as np


def linear_jacobian_W(W, b, x):
    return np.einsum("kj,i->kij", np.eye(len(b)), np.asarray(x, dtype=float))
