"""question: 6.3
functions: gradient_check
mistake: returns NaN for an infinite gradient
"""

import numpy as np

_right = gradient_check


def gradient_check(f, gradient, x):
    c = np.asarray(gradient(np.array(x, dtype=float)), dtype=float)
    if np.isinf(c).any():
        return float("nan")
    return _right(f, gradient, x)
