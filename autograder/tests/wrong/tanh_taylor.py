"""question: 2.4
functions: tanh_jacobian
mistake: stops the series of the slope after z^4 (good near 0 only)
"""

import numpy as np


def tanh_jacobian(z):
    z = np.asarray(z, dtype=float)
    return np.diag(1 - z**2 + 2 * z**4 / 3)
