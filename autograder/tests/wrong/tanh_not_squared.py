"""question: 2.4
functions: tanh_jacobian
mistake: forgets the square: 1 - tanh z
"""

import numpy as np


def tanh_jacobian(z):
    return np.diag(1 - np.tanh(np.asarray(z, dtype=float)))
