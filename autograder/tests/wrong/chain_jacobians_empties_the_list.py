"""question: 3.2
functions: chain_jacobians
mistake: pops the Jacobians off the caller's list
"""

import numpy as np


def chain_jacobians(jacobians):
    for i, (first, then) in enumerate(zip(jacobians, jacobians[1:]), 1):
        if np.shape(then)[1] != np.shape(first)[0]:
            raise ValueError(f"J{i} {np.shape(first)} and J{i + 1} {np.shape(then)} do not meet")
    total = np.asarray(jacobians.pop(0), dtype=float)
    while jacobians:
        total = np.asarray(jacobians.pop(0)) @ total
    return total
