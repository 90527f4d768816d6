"""question: 3.4
functions: vjp
mistake: multiplies J u in place of u^T J (the same for symmetric Jacobians)
"""

import numpy as np


def vjp(jacobians, u):
    u = np.asarray(u, dtype=float)
    for J in reversed(jacobians):
        u = np.asarray(J) @ u
    return u
