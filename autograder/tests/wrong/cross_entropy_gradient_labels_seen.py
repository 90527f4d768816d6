"""question: 2.7
functions: softmax_cross_entropy_gradient
mistake: counts the classes by the largest label: an error, or a wrong broadcast, where the last class is not in the batch
"""

import numpy as np


from .functions import softmax


def softmax_cross_entropy_gradient(logits, labels):
    labels = np.asarray(labels)
    one_hot = np.eye(labels.max() + 1)[labels]
    return (softmax(logits) - one_hot) / len(labels)
