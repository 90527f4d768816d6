"""question: 3.3
functions: jvp
mistake: divides v by its length, as for a slope along a unit direction
"""

import numpy as np


def jvp(jacobians, v):
    v = np.asarray(v, dtype=float) / np.linalg.norm(v)
    for J in jacobians:
        v = np.asarray(J) @ v
    return v
