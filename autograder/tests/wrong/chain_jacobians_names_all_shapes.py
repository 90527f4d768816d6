"""question: 3.2
functions: chain_jacobians
mistake: names the shapes of all Jacobians, and so no pair
"""

import numpy as np


def chain_jacobians(jacobians):
    for first, then in zip(jacobians, jacobians[1:]):
        if np.shape(then)[1] != np.shape(first)[0]:
            raise ValueError(str([np.shape(J) for J in jacobians]))
    total = np.asarray(jacobians[0], dtype=float)
    for J in jacobians[1:]:
        total = np.asarray(J) @ total
    return total
