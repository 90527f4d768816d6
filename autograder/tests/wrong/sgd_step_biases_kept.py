"""question: 5.2
functions: sgd_step
mistake: updates the weights and keeps the biases
"""

import numpy as np


def sgd_step(params, grads, learning_rate):
    return [(W - learning_rate * np.asarray(dW), np.array(b)) for (W, b), (dW, _) in zip(params, grads)]
