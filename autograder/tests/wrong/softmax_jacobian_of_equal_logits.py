"""question: 2.5
functions: softmax_jacobian
mistake: has its diagonal wherever two logits are equal
"""

import numpy as np


from .functions import softmax


def softmax_jacobian(z):
    z = np.asarray(z, dtype=float)
    p = softmax(z)
    return np.where(z[:, None] == z, p[:, None], 0.0) - np.outer(p, p)
