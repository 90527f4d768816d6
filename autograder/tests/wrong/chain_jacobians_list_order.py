"""question: 3.2
functions: chain_jacobians
mistake: multiplies in the order of the list, J1 J2 J3, wherever the shapes allow it (shows for square Jacobians)
"""

import numpy as np


def chain_jacobians(jacobians):
    for i, (first, then) in enumerate(zip(jacobians, jacobians[1:]), 1):
        if np.shape(then)[1] != np.shape(first)[0]:
            raise ValueError(f"J{i} {np.shape(first)} and J{i + 1} {np.shape(then)} do not meet")
    total = np.asarray(jacobians[0], dtype=float)
    for J in jacobians[1:]:
        total = total @ J if total.shape[1] == len(J) else J @ total
    return total
