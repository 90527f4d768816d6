"""question: 4.3
functions: loss_and_gradients
mistake: returns the loss summed over the examples with the gradients of the mean (the same for n = 1)
"""

import numpy as np

from .functions import LOSSES


def loss_and_gradients(params, activations, X, y, loss):
    from .jacobians import mse_gradient, softmax_cross_entropy_gradient
    from .network import backward, forward

    Z, A = forward(params, activations, X)
    gradients = {"mse": mse_gradient, "softmax_cross_entropy": softmax_cross_entropy_gradient}
    L = LOSSES[loss](A[-1], y) * np.shape(A[-1])[0]
    return L, backward(params, activations, Z, A, gradients[loss](A[-1], y))
