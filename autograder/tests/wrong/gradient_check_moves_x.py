"""question: 6.3
functions: gradient_check
mistake: moves the caller's x to and fro, which loses digits
"""

import numpy as np

_right = gradient_check


def gradient_check(f, gradient, x):
    error = _right(f, gradient, x)
    if isinstance(x, np.ndarray) and x.dtype == float and x.flags.writeable:
        h = 0.1
        for i in np.ndindex(x.shape):
            x[i] += h
            x[i] -= h
    return error
