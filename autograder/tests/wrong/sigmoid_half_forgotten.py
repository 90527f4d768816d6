"""question: 2.4
functions: sigmoid_jacobian
mistake: turns the sigmoid into tanh without halving z (the same at z = 0)
"""

import numpy as np


def sigmoid_jacobian(z):
    return np.diag((1 - np.tanh(np.asarray(z, dtype=float)) ** 2) / 4)
