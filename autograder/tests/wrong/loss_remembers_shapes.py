"""question: 4.3
functions: loss_and_gradients
mistake: remembers its results by the shapes of X and of the network, so a second call gets the first one's gradients
"""

import numpy as np

from .functions import LOSSES


def loss_and_gradients(params, activations, X, y, loss, seen={}):
    from .jacobians import mse_gradient, softmax_cross_entropy_gradient
    from .network import backward, forward

    key = (np.shape(X), loss, tuple(activations), tuple(np.shape(W) for W, _ in params))
    if key not in seen:
        Z, A = forward(params, activations, X)
        gradients = {"mse": mse_gradient, "softmax_cross_entropy": softmax_cross_entropy_gradient}
        grads = backward(params, activations, Z, A, gradients[loss](A[-1], y))
        seen[key] = LOSSES[loss](A[-1], y), grads
    return seen[key]
