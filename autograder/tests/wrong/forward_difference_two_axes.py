"""question: 6.1
functions: forward_difference
mistake: knows vectors and matrices, and no three axes
"""

import numpy as np


def forward_difference(f, x, h=1e-6):
    x = np.array(x, dtype=float)
    g = np.zeros_like(x)
    f0 = f(x.copy())
    if x.ndim == 1:
        for i in range(len(x)):
            y = x.copy()
            y[i] += h
            g[i] = (f(y) - f0) / h
    else:
        for i in range(x.shape[0]):
            for j in range(x.shape[1]):
                y = x.copy()
                y[i, j] += h
                g[i, j] = (f(y) - f0) / h
    return g
