"""question: 4.3
functions: loss_and_gradients
mistake: takes a central difference of the loss for every weight
"""

import numpy as np

from .functions import LOSSES


def loss_and_gradients(params, activations, X, y, loss):
    from .network import forward

    def value(parameters):
        return LOSSES[loss](forward(parameters, activations, X)[1][-1], y)

    parameters = [(np.array(W, dtype=float), np.array(b, dtype=float)) for W, b in params]
    grads = []
    for layer in parameters:
        pair = []
        for array in layer:
            gradient = np.zeros_like(array)
            for index in np.ndindex(array.shape):
                old = array[index]
                array[index] = old + 1e-5
                above = value(parameters)
                array[index] = old - 1e-5
                below = value(parameters)
                array[index] = old
                gradient[index] = (above - below) / 2e-5
            pair.append(gradient)
        grads.append(tuple(pair))
    return value(parameters), grads
