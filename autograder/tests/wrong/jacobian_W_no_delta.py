"""question: 2.2
functions: linear_jacobian_W
mistake: writes x in every row j of every block k, as if every weight fed every output
"""

import numpy as np


def linear_jacobian_W(W, b, x):
    m, n = np.shape(W)
    return np.broadcast_to(np.asarray(x, dtype=float), (m, m, n)).copy()
