"""question: 2.7
functions: softmax_cross_entropy_gradient
mistake: divides only the one-hot rows by n: brackets are missing (the same for n = 1)
"""

import numpy as np

from .functions import softmax


def softmax_cross_entropy_gradient(logits, labels):
    p = softmax(np.asarray(logits, dtype=float))
    one_hot = np.eye(p.shape[1])[np.asarray(labels)]
    return p - one_hot / len(p)
