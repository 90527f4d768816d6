"""question: 2.7
functions: softmax_cross_entropy_gradient
mistake: keeps the probabilities between 1e-5 and 1 - 1e-5
"""

import numpy as np


from .functions import softmax



def softmax_cross_entropy_gradient(logits, labels):
    p = np.clip(softmax(np.asarray(logits, dtype=float)), 1e-5, 1 - 1e-5)
    p[np.arange(len(p)), labels] -= 1
    return p / len(p)
