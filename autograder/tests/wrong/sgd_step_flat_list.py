"""question: 5.2
functions: sgd_step
mistake: returns W1, b1, W2, b2 ... in one flat list
"""

import numpy as np


def sgd_step(params, grads, learning_rate):
    new = []
    for layer, gradients in zip(params, grads):
        for array, gradient in zip(layer, gradients):
            new.append(array - learning_rate * np.asarray(gradient))
    return new
