"""question: 2.4
functions: relu_jacobian
mistake: puts the values of relu on the diagonal, not its slopes
"""

import numpy as np

from .functions import relu


def relu_jacobian(z):
    return np.diag(relu(np.asarray(z, dtype=float)))
