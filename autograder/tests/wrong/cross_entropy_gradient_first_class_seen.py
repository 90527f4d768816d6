"""question: 2.7
functions: softmax_cross_entropy_gradient
mistake: counts the classes from the smallest label that it sees (the same where class 0 occurs)
"""

import numpy as np


from .functions import softmax



def softmax_cross_entropy_gradient(logits, labels):
    p = softmax(np.asarray(logits, dtype=float))
    labels = np.asarray(labels) - np.min(labels)
    p[np.arange(len(p)), labels] -= 1
    return p / len(p)
