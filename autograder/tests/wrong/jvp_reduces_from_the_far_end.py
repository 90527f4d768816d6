"""question: 3.3
functions: jvp
mistake: reduces [J_L, ..., J_1, v] from the left, so that J is formed before v comes
"""

from functools import reduce

import numpy as np


def jvp(jacobians, v):
    factors = [np.asarray(J, dtype=float) for J in reversed(jacobians)]
    factors.append(np.asarray(v, dtype=float))  # J_L ... J_2 J_1 v
    return reduce(np.matmul, factors)
