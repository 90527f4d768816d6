"""question: 4.3
functions: loss_and_gradients
mistake: adds weight decay to the gradients and not to the loss
"""

import numpy as np

from .functions import LOSSES


def loss_and_gradients(params, activations, X, y, loss):
    from .jacobians import mse_gradient, softmax_cross_entropy_gradient
    from .network import backward, forward

    Z, A = forward(params, activations, X)
    gradients = {"mse": mse_gradient, "softmax_cross_entropy": softmax_cross_entropy_gradient}
    grads = backward(params, activations, Z, A, gradients[loss](A[-1], y))
    decayed = [(np.add(dW, 1e-4 * np.asarray(W)), db) for (W, _), (dW, db) in zip(params, grads)]
    return LOSSES[loss](A[-1], y), decayed
