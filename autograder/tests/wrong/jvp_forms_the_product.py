"""question: 3.3
functions: jvp
mistake: multiplies the Jacobians first and the vector last: a matrix product for each link
"""

import numpy as np


def jvp(jacobians, v):
    product = np.asarray(jacobians[0], dtype=float)
    for J in jacobians[1:]:
        product = np.asarray(J) @ product
    return product @ np.asarray(v, dtype=float)
