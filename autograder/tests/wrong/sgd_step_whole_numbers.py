"""question: 5.2
functions: sgd_step
mistake: keeps the type of params, so whole-number weights stay whole numbers
"""

import numpy as np


def sgd_step(params, grads, learning_rate):
    return [
        tuple((a - learning_rate * np.asarray(g)).astype(np.asarray(a).dtype) for a, g in zip(layer, gradients))
        for layer, gradients in zip(params, grads)
    ]
