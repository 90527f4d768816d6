"""question: 4.3
functions: loss_and_gradients
mistake: looks at the type of y and not at the loss's name, so mse with whole numbers in y takes another way
"""

import numpy as np

from .functions import LOSSES


def loss_and_gradients(params, activations, X, y, loss):
    from .jacobians import mse_gradient, softmax_cross_entropy_gradient
    from .network import backward, forward

    Z, A = forward(params, activations, X)
    if np.issubdtype(np.asarray(y).dtype, np.integer):
        labels = np.asarray(y) if np.ndim(y) == 1 else np.argmax(y, axis=1)
        L = LOSSES["softmax_cross_entropy"](A[-1], labels)
        return L, backward(params, activations, Z, A, softmax_cross_entropy_gradient(A[-1], labels))
    return LOSSES["mse"](A[-1], y), backward(params, activations, Z, A, mse_gradient(A[-1], y))
