"""question: 2.2
functions: linear_jacobian_W
mistake: puts row k of W where x belongs
"""

import numpy as np


def linear_jacobian_W(W, b, x):
    return np.einsum("kj,ji->kji", np.eye(len(b)), np.asarray(W, dtype=float))
