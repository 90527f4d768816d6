"""question: 3.4
functions: vjp
mistake: pulls back ones: the u that came in is ignored
"""

import numpy as np


def vjp(jacobians, u):
    u = np.ones(len(u))
    for J in reversed(jacobians):
        u = u @ np.asarray(J)
    return u
