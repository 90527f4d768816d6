"""question: 2.4
functions: tanh_jacobian
mistake: squares z inside of tanh in place of tanh z
"""

import numpy as np


def tanh_jacobian(z):
    return np.diag(1 - np.tanh(np.asarray(z, dtype=float) ** 2))
