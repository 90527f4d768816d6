"""question: 2.7
functions: softmax_cross_entropy_gradient
mistake: numbers the classes that occur in the batch anew (the same where every class occurs)
"""

import numpy as np

from .functions import softmax


def softmax_cross_entropy_gradient(logits, labels):
    gradient = softmax(np.asarray(logits, dtype=float))
    _, columns = np.unique(labels, return_inverse=True)
    gradient[np.arange(len(columns)), columns] -= 1
    return gradient / len(gradient)
