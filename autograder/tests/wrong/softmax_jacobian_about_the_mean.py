"""question: 2.5
functions: softmax_jacobian
mistake: subtracts the mean, and exp overflows where logits lie far apart
"""

import numpy as np


def softmax_jacobian(z):
    z = np.asarray(z, dtype=float)
    e = np.exp(z - z.mean())
    p = e / e.sum()
    return np.diag(p) - np.outer(p, p)
