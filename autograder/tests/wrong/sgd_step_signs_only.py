"""question: 5.2
functions: sgd_step
mistake: steps by the sign of the gradient, whatever its size
"""

import numpy as np


def sgd_step(params, grads, learning_rate):
    return [
        (W - learning_rate * np.sign(dW), b - learning_rate * np.sign(db))
        for (W, b), (dW, db) in zip(params, grads)
    ]
