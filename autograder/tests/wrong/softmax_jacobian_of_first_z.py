"""question: 2.5
functions: softmax_jacobian
mistake: remembers p by the length of z, so a second z of that length gets the first one's Jacobian
"""

import numpy as np

from .functions import softmax


def softmax_jacobian(z, seen={}):
    p = seen.setdefault(len(z), softmax(np.asarray(z, dtype=float)))
    return np.diag(p) - np.outer(p, p)
