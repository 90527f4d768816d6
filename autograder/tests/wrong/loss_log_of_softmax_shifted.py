"""question: 4.3
functions: loss_and_gradients
mistake: adds 1e-12 to a probability before the logarithm
"""

from .functions import LOSSES, softmax


def loss_and_gradients(params, activations, X, y, loss):
    from .jacobians import mse_gradient, softmax_cross_entropy_gradient
    import numpy as np

    g = {"mse": mse_gradient, "softmax_cross_entropy": softmax_cross_entropy_gradient}[loss]
    Z, A = forward(params, activations, X)
    if loss == "mse":
        L = LOSSES[loss](A[-1], y)
    else:
        L = -np.mean(np.log(softmax(A[-1])[np.arange(len(y)), y] + 1e-12))
    return L, backward(params, activations, Z, A, g(A[-1], y))
