"""question: 3.2
functions: chain_jacobians
mistake: raises a ValueError that doesn't say which pair
"""

import numpy as np


def chain_jacobians(jacobians):
    total = np.asarray(jacobians[0], dtype=float)
    for J in jacobians[1:]:
        if np.shape(J)[1] != len(total):
            raise ValueError("these shapes do not meet")
        total = np.asarray(J) @ total
    return total
