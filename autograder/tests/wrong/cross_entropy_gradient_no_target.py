"""question: 2.7
functions: softmax_cross_entropy_gradient
mistake: forgets the labels: p / n
"""

import numpy as np

from .functions import softmax


def softmax_cross_entropy_gradient(logits, labels):
    return softmax(np.asarray(logits, dtype=float)) / len(labels)
