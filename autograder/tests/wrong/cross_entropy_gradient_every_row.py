"""question: 2.7
functions: softmax_cross_entropy_gradient
mistake: subtracts 1 in every row at every label: a colon where arange(n) belongs (the same for n = 1)
"""

import numpy as np

from .functions import softmax


def softmax_cross_entropy_gradient(logits, labels):
    gradient = softmax(np.asarray(logits, dtype=float))
    gradient[:, labels] -= 1
    return gradient / len(gradient)
