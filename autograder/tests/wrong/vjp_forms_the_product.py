"""question: 3.4
functions: vjp
mistake: multiplies the Jacobians first and the vector last: a matrix product for each link
"""

from functools import reduce

import numpy as np


def vjp(jacobians, u):
    return np.asarray(u, dtype=float) @ reduce(lambda total, J: np.asarray(J) @ total, jacobians)
