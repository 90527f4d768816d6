"""question: 5.2
functions: sgd_step
mistake: remembers the last step of a network of these shapes and adds half of it (the same at the first call)
"""

import numpy as np


def sgd_step(params, grads, learning_rate, last={}):
    key = tuple(np.shape(W) for W, _ in params)
    old = last.get(key, [(0.0, 0.0)] * len(params))
    steps = [
        (0.5 * oW - learning_rate * np.asarray(dW), 0.5 * ob - learning_rate * np.asarray(db))
        for (oW, ob), (dW, db) in zip(old, grads)
    ]
    last[key] = steps
    return [(W + sW, b + sb) for (W, b), (sW, sb) in zip(params, steps)]
