"""question: 3.4
functions: vjp
mistake: multiplies every Jacobian by the u that came in, so only the last product counts (the same for one Jacobian)
"""

import numpy as np


def vjp(jacobians, u):
    out = u = np.asarray(u, dtype=float)
    for J in reversed(jacobians):
        out = np.resize(u, len(J)) @ np.asarray(J)
    return out
