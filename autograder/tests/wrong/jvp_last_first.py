"""question: 3.3
functions: jvp
mistake: applies the last Jacobian first (the same for one Jacobian)
"""

import numpy as np


def jvp(jacobians, v):
    v = np.asarray(v, dtype=float)
    for J in reversed(jacobians):
        v = np.asarray(J) @ v
    return v
