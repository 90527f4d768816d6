"""question: 3.2
functions: chain_jacobians
mistake: checks only that the first two meet and leaves the rest to NumPy, whose message knows no pair
"""

import numpy as np


def chain_jacobians(jacobians):
    if len(jacobians) > 1 and np.shape(jacobians[1])[1] != np.shape(jacobians[0])[0]:
        raise ValueError("J1 and J2 do not meet")
    total = np.asarray(jacobians[0], dtype=float)
    for J in jacobians[1:]:
        total = np.asarray(J) @ total
    return total
