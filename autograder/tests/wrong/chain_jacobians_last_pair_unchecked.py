"""question: 3.2
functions: chain_jacobians
mistake: does not check the last pair and leaves it to NumPy, whose message knows no pair
"""

import numpy as np


def chain_jacobians(jacobians):
    jacobians = [np.asarray(J, dtype=float) for J in jacobians]
    for i in range(len(jacobians) - 2):
        if jacobians[i].shape[0] != jacobians[i + 1].shape[1]:
            raise ValueError(f"J{i + 1} and J{i + 2} do not meet")
    out = jacobians[0]
    for J in jacobians[1:]:
        out = J @ out
    return out
