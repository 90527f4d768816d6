"""question: 2.4
functions: relu_jacobian
mistake: has a slope of 0.01 for negative z
"""

import numpy as np


def relu_jacobian(z):
    z = np.asarray(z, dtype=float)
    return np.diag(np.where(z > 0, 1.0, np.where(z < 0, 0.01, 0.0)))
