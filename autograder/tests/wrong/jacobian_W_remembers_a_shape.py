"""question: 2.2
functions: linear_jacobian_W
mistake: remembers its result by the shape of W, so a second x gets the first one's Jacobian
"""

import numpy as np


def linear_jacobian_W(W, b, x, seen={}):
    shape = np.shape(W)
    if shape not in seen:
        seen[shape] = np.einsum("kj,i->kji", np.eye(shape[0]), np.asarray(x, dtype=float))
    return seen[shape]
