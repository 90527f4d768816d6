"""question: 5.2
functions: sgd_step
mistake: returns the change and not the new params
"""

import numpy as np


def sgd_step(params, grads, learning_rate):
    return [(-learning_rate * np.asarray(dW), -learning_rate * np.asarray(db)) for dW, db in grads]
