"""question: 6.1
functions: central_difference
mistake: moves all equal entries of x at once
"""

import numpy as np


def central_difference(f, x, h=1e-5):
    x = np.array(x, dtype=float)
    g = np.zeros_like(x)
    for v in x.ravel():
        e = np.where(x == v, h, 0.0)
        g[x == v] = (f(x + e) - f(x - e)) / (2 * h)
    return g
