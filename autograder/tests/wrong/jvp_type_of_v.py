"""question: 3.3
functions: jvp
mistake: gives every product the type of v
"""

import numpy as np


def jvp(jacobians, v):
    v = np.asarray(v)
    for J in jacobians:
        v = (np.asarray(J) @ v).astype(v.dtype)
    return v
