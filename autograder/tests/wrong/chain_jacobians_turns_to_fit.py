"""question: 3.2
functions: chain_jacobians
mistake: transposes a Jacobian that does not meet the one before it
"""

import numpy as np


def chain_jacobians(jacobians):
    total = np.asarray(jacobians[0], dtype=float)
    for i, J in enumerate(jacobians[1:], 1):
        J = np.asarray(J, dtype=float)
        if J.shape[1] != len(total):
            if J.shape[0] != len(total):
                raise ValueError(f"J{i} and J{i + 1} do not meet")
            J = J.T
        total = J @ total
    return total
