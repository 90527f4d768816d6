"""question: 3.2
functions: chain_jacobians
mistake: leaves the last Jacobian out of a chain of three and more
"""

import numpy as np


def chain_jacobians(jacobians):
    for i, (first, then) in enumerate(zip(jacobians, jacobians[1:]), 1):
        if np.shape(then)[1] != np.shape(first)[0]:
            raise ValueError(f"J{i} {np.shape(first)} and J{i + 1} {np.shape(then)} do not meet")
    total = np.asarray(jacobians[0], dtype=float)
    for i in range(1, max(len(jacobians) - 1, min(len(jacobians), 2))):
        total = np.asarray(jacobians[i]) @ total
    return total
