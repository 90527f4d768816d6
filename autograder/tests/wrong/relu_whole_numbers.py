"""question: 2.4
functions: relu_jacobian
mistake: cuts z down to whole numbers first: the slope is 0 for 0 < z < 1
"""

import numpy as np


def relu_jacobian(z):
    return np.diag((np.asarray(z).astype(int) > 0).astype(float))
