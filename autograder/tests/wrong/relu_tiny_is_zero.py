"""question: 2.4
functions: relu_jacobian
mistake: takes small positive z for 0
"""

import numpy as np


def relu_jacobian(z):
    return np.diag((np.asarray(z) > 1e-8).astype(float))
