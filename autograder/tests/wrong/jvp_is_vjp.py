"""question: 3.3
functions: jvp
mistake: multiplies from the left: v^T J (the same shape where J is square)
"""

import numpy as np


def jvp(jacobians, v):
    v = np.asarray(v, dtype=float)
    for J in reversed(jacobians):
        v = v @ np.asarray(J)
    return v
