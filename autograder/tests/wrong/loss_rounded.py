"""question: 4.3
functions: loss_and_gradients
mistake: rounds the loss to four digits
"""

from .functions import LOSSES


def loss_and_gradients(params, activations, X, y, loss):
    from .jacobians import mse_gradient, softmax_cross_entropy_gradient
    from .network import backward, forward

    Z, A = forward(params, activations, X)
    gradients = {"mse": mse_gradient, "softmax_cross_entropy": softmax_cross_entropy_gradient}
    grads = backward(params, activations, Z, A, gradients[loss](A[-1], y))
    return round(float(LOSSES[loss](A[-1], y)), 4), grads
