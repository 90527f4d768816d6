"""question: 2.7
functions: softmax_cross_entropy_gradient
mistake: sorts the labels first, so a label meets another example's logits (the same where labels come sorted)
"""

import numpy as np

from .functions import softmax


def softmax_cross_entropy_gradient(logits, labels):
    gradient = softmax(np.asarray(logits, dtype=float))
    counts = np.bincount(labels, minlength=gradient.shape[1])
    gradient[np.arange(len(labels)), np.repeat(np.arange(len(counts)), counts)] -= 1
    return gradient / len(gradient)
