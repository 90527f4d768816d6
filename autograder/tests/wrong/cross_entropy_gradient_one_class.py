"""question: 2.7
functions: softmax_cross_entropy_gradient
mistake: gives zeros where all labels are the same
"""

import numpy as np
from .functions import softmax


def softmax_cross_entropy_gradient(logits, labels):
    logits = np.asarray(logits, dtype=float)
    labels = np.asarray(labels)
    p = softmax(logits)
    if len(p) > 1 and len(set(labels.tolist())) == 1:
        return np.zeros_like(p)
    p[np.arange(len(p)), labels] -= 1
    return p / len(p)
