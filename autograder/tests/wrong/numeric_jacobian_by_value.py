"""question: 6.2
functions: numeric_jacobian
mistake: moves all equal entries of x at once
"""

import numpy as np


def numeric_jacobian(f, x, h=1e-5):
    x = np.array(x, dtype=float)
    cols = []
    for v in x:
        e = np.where(x == v, h, 0.0)
        cols.append((np.asarray(f(x + e)) - np.asarray(f(x - e))) / (2 * h))
    return np.stack(cols, axis=1)
