"""question: 2.4
functions: relu_jacobian
mistake: computes the slope as relu(z) / z, which is NaN at 0
"""

import numpy as np

from .functions import relu


def relu_jacobian(z):
    z = np.asarray(z, dtype=float)
    with np.errstate(invalid="ignore"):
        return np.diag(relu(z) / z)
