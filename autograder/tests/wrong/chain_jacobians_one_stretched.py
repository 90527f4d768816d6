"""question: 3.2
functions: chain_jacobians
mistake: stretches a size of 1 to any size: no ValueError where one of the two sizes is 1
"""

import numpy as np


def chain_jacobians(jacobians):
    total = np.asarray(jacobians[0], dtype=float)
    for i, J in enumerate(jacobians[1:], 1):
        J = np.asarray(J, dtype=float)
        if J.shape[1] != len(total) and 1 not in (J.shape[1], len(total)):
            raise ValueError(f"J{i} and J{i + 1} do not meet")
        total = np.sum(J[:, :, None] * total[None, :, :], axis=1)
    return total
