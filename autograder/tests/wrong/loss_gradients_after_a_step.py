"""question: 4.3
functions: loss_and_gradients
mistake: looks ahead: the loss is taken here and the gradients a small step farther down
"""

import numpy as np

from .functions import LOSSES


def loss_and_gradients(params, activations, X, y, loss):
    from .jacobians import mse_gradient, softmax_cross_entropy_gradient
    from .network import backward, forward

    gradients = {"mse": mse_gradient, "softmax_cross_entropy": softmax_cross_entropy_gradient}

    def pass_through(parameters):
        Z, A = forward(parameters, activations, X)
        grads = backward(parameters, activations, Z, A, gradients[loss](A[-1], y))
        return LOSSES[loss](A[-1], y), grads

    L, grads = pass_through(params)
    ahead = [
        (np.asarray(W) - 0.01 * np.asarray(dW), np.asarray(b) - 0.01 * np.asarray(db))
        for (W, b), (dW, db) in zip(params, grads)
    ]
    return L, pass_through(ahead)[1]
