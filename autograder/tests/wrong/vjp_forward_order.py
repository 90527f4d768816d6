"""question: 3.4
functions: vjp
mistake: starts at the first Jacobian (the same for one Jacobian)
"""

import numpy as np


def vjp(jacobians, u):
    u = np.asarray(u, dtype=float)
    for J in jacobians:
        u = u @ np.asarray(J)
    return u
