"""question: 3.2
functions: chain_jacobians
mistake: names every Jacobian of the list, and so no pair
"""

import numpy as np


def chain_jacobians(jacobians):
    for first, then in zip(jacobians, jacobians[1:]):
        if np.shape(then)[1] != np.shape(first)[0]:
            raise ValueError(f"one of J1 to J{len(jacobians)}: {list(range(1, len(jacobians) + 1))}")
    total = np.asarray(jacobians[0], dtype=float)
    for J in jacobians[1:]:
        total = np.asarray(J) @ total
    return total
