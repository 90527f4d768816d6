"""question: 3.3
functions: jvp
mistake: writes the result over the caller's v where the sizes agree
"""

import numpy as np


def jvp(jacobians, v):
    out = v
    for J in jacobians:
        product = np.asarray(J) @ out
        if isinstance(out, np.ndarray) and product.shape == out.shape and out.dtype == float:
            out[:] = product
        else:
            out = product
    return out
