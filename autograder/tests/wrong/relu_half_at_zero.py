"""question: 2.4
functions: relu_jacobian
mistake: takes the slope at 0 as a half
"""

import numpy as np


def relu_jacobian(z):
    return np.diag((np.sign(np.asarray(z, dtype=float)) + 1) / 2)
