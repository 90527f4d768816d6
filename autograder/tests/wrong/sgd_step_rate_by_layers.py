"""question: 5.2
functions: sgd_step
mistake: divides the learning rate by the number of layers (the same for one)
"""

import numpy as np


def sgd_step(params, grads, learning_rate):
    rate = learning_rate / len(params)
    return [(W - rate * np.asarray(dW), b - rate * np.asarray(db)) for (W, b), (dW, db) in zip(params, grads)]
