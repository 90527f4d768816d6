"""question: 4.3
functions: loss_and_gradients
mistake: gives gradients of 0 for all layers but the last two
"""

from .functions import LOSSES


def loss_and_gradients(params, activations, X, y, loss):
    from .jacobians import mse_gradient, softmax_cross_entropy_gradient
    import numpy as np

    g = {"mse": mse_gradient, "softmax_cross_entropy": softmax_cross_entropy_gradient}[loss]
    Z, A = forward(params, activations, X)
    grads = backward(params, activations, Z, A, g(A[-1], y))
    return LOSSES[loss](A[-1], y), [(0 * dW, 0 * db) for dW, db in grads[:-2]] + list(grads[-2:])
