"""question: 2.7
functions: softmax_cross_entropy_gradient
mistake: keeps p - 1 at the label and sets the other classes to 0
"""

import numpy as np

from .functions import softmax


def softmax_cross_entropy_gradient(logits, labels):
    p = softmax(np.asarray(logits, dtype=float))
    one_hot = np.eye(p.shape[1])[np.asarray(labels)]
    return (p - 1) * one_hot / len(p)
