"""question: 2.7
functions: softmax_cross_entropy_gradient
mistake: keeps the probabilities between 1e-7 and 1 - 1e-7
"""

import numpy as np


from .functions import softmax



def softmax_cross_entropy_gradient(logits, labels):
    p = np.clip(softmax(np.asarray(logits, dtype=float)), 1e-7, 1 - 1e-7)
    p[np.arange(len(p)), labels] -= 1
    return p / len(p)
