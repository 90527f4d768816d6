"""question: 5.2
functions: sgd_step
mistake: subtracts the mean of each gradient array from all its entries
"""

import numpy as np


def sgd_step(params, grads, learning_rate):
    return [(W - learning_rate * np.mean(dW), b - learning_rate * np.mean(db)) for (W, b), (dW, db) in zip(params, grads)]
