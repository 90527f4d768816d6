"""question: 2.2
functions: linear_jacobian_W
mistake: leaves out the zeros: an (m, n) array with x in each row
"""

import numpy as np


def linear_jacobian_W(W, b, x):
    return np.outer(np.ones(len(b)), x)
