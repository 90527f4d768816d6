"""question: 3.2
functions: chain_jacobians
mistake: blames the first pair, whichever it is
"""

import numpy as np


def chain_jacobians(jacobians):
    for first, then in zip(jacobians, jacobians[1:]):
        if np.shape(then)[1] != np.shape(first)[0]:
            raise ValueError("J1 and J2 do not meet")
    total = np.asarray(jacobians[0], dtype=float)
    for J in jacobians[1:]:
        total = np.asarray(J) @ total
    return total
