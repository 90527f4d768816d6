"""question: 4.3
functions: loss_and_gradients
mistake: counts on two layers
"""

from .functions import LOSSES


def loss_and_gradients(params, activations, X, y, loss):
    from .jacobians import mse_gradient, softmax_cross_entropy_gradient
    import numpy as np

    (W1, b1), (W2, b2) = params
    g = {"mse": mse_gradient, "softmax_cross_entropy": softmax_cross_entropy_gradient}[loss]
    Z, A = forward(params, activations, X)
    return LOSSES[loss](A[-1], y), backward([(W1, b1), (W2, b2)], activations, Z, A, g(A[-1], y))
