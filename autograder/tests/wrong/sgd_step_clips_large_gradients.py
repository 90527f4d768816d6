"""question: 5.2
functions: sgd_step
mistake: shortens gradients that are longer than 10 (the same for shorter ones)
"""

import numpy as np



def sgd_step(params, grads, learning_rate):
    length = np.sqrt(sum(np.sum(np.square(g)) for pair in grads for g in pair))
    rate = learning_rate * min(1.0, 10.0 / max(length, 1e-300))
    return [(W - rate * dW, b - rate * db) for (W, b), (dW, db) in zip(params, grads)]
