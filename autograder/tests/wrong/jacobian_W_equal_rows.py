"""question: 2.2
functions: linear_jacobian_W
mistake: finds a row of W by its values, so that equal rows are taken for one
"""

import numpy as np


def linear_jacobian_W(W, b, x):
    rows = np.asarray(W, dtype=float).tolist()
    J = np.zeros((len(rows), *np.shape(W)))
    for k, row in enumerate(rows):
        J[k, rows.index(row)] = x
    return J
