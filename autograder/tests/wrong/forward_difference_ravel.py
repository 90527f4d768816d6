"""question: 6.1
functions: forward_difference
mistake: moves x through x.ravel(), which for a transposed x is a copy, so that all slopes are 0
"""

import numpy as np


def forward_difference(f, x, h=1e-6):
    x = np.array(x, dtype=float)
    here = f(x)
    flat = x.ravel()  # the same numbers in one row, whatever the shape of x
    gradient = np.zeros(x.size)
    for i in range(x.size):
        old = flat[i]
        flat[i] = old + h
        gradient[i] = (f(x) - here) / h
        flat[i] = old
    return gradient.reshape(x.shape)
