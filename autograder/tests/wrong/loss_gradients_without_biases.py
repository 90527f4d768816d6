"""question: 4.3
functions: loss_and_gradients
mistake: takes the gradients at a network whose biases are zero: the loss is right, the gradients belong elsewhere
"""

import numpy as np

from .functions import LOSSES


def loss_and_gradients(params, activations, X, y, loss):
    from .jacobians import mse_gradient, softmax_cross_entropy_gradient
    from .network import backward, forward

    L = LOSSES[loss](forward(params, activations, X)[1][-1], y)
    bare = [(W, np.zeros(np.shape(b))) for W, b in params]
    Z, A = forward(bare, activations, X)
    gradients = {"mse": mse_gradient, "softmax_cross_entropy": softmax_cross_entropy_gradient}
    return L, backward(bare, activations, Z, A, gradients[loss](A[-1], y))
