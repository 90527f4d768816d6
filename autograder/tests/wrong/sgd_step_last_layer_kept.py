"""question: 5.2
functions: sgd_step
mistake: updates all layers but the last
"""

import numpy as np


def sgd_step(params, grads, learning_rate):
    new = [(np.array(W, dtype=float), np.array(b, dtype=float)) for W, b in params]
    for (W, b), (dW, db) in zip(new[:-1], grads):
        W -= learning_rate * np.asarray(dW)
        b -= learning_rate * np.asarray(db)
    return new
