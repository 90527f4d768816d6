"""question: 5.2
functions: sgd_step
mistake: subtracts from the caller's arrays and hands them back
"""

import numpy as np


def sgd_step(params, grads, learning_rate):
    for (W, b), (dW, db) in zip(params, grads):
        W -= learning_rate * np.asarray(dW)
        b -= learning_rate * np.asarray(db)
    return params
