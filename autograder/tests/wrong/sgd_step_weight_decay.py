"""question: 5.2
functions: sgd_step
mistake: shrinks the weights a little as well
"""

import numpy as np


def sgd_step(params, grads, learning_rate):
    return [
        (np.asarray(W) * (1 - 1e-4 * learning_rate) - learning_rate * np.asarray(dW), b - learning_rate * np.asarray(db))
        for (W, b), (dW, db) in zip(params, grads)
    ]
