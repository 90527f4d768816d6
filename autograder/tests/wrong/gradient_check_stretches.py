"""question: 6.3
functions: gradient_check
mistake: stretches a number to the shape of x
"""

import numpy as np

_right = gradient_check


def gradient_check(f, gradient, x):
    def g(x):
        c = np.asarray(gradient(x), dtype=float)
        return np.broadcast_to(c, np.shape(x)) if c.ndim < np.ndim(x) else c

    return _right(f, g, x)
