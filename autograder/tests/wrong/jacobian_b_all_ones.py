"""question: 2.3
functions: linear_jacobian_b
mistake: gives a matrix that is all ones, as if every bias moved every output
"""

import numpy as np


def linear_jacobian_b(W, b, x):
    return np.ones((len(b), len(b)))
