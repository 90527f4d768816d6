"""question: 3.2
functions: chain_jacobians
mistake: prints a message and returns None where two shapes don't meet
"""

import numpy as np


def chain_jacobians(jacobians):
    total = np.asarray(jacobians[0], dtype=float)
    for i, J in enumerate(jacobians[1:], 1):
        if np.shape(J)[1] != len(total):
            print(f"ValueError: J{i} and J{i + 1} do not meet")
            return None
        total = np.asarray(J) @ total
    return total
