"""question: 3.2
functions: chain_jacobians
mistake: raises AssertionError in place of ValueError
"""

import numpy as np


def chain_jacobians(jacobians):
    total = np.asarray(jacobians[0], dtype=float)
    for i, J in enumerate(jacobians[1:], 1):
        assert np.shape(J)[1] == len(total), f"J{i} and J{i + 1} do not meet"
        total = np.asarray(J) @ total
    return total
