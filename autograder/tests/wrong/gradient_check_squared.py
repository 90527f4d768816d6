"""question: 6.3
functions: gradient_check
mistake: squares the relative error, so that 2 % passes
"""

import numpy as np

_right = gradient_check


def gradient_check(f, gradient, x):
    return _right(f, gradient, x) ** 2
