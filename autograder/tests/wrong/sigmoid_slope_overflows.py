"""question: 2.4
functions: sigmoid_jacobian
mistake: divides infinity by infinity at very negative z
"""

import numpy as np


def sigmoid_jacobian(z):
    e = np.exp(-np.asarray(z, dtype=float))
    return np.diag(e / (1 + e) ** 2)
