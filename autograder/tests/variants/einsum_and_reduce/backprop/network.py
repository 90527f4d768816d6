"""Part 4. Backprop: the gradient of a loss for every weight, in one backward pass.

A network is `params = [(W1, b1), (W2, b2), ...]`, with W of shape (out, in) and b
of shape (out,), and `activations`, a name for each layer: ["relu", "identity"].
X has one example per row. Layer l (counted from 0, as lists are) computes

    Z[l] = A[l] W^T + b,    A[l + 1] = activation(Z[l]),    A[0] = X,    y_hat = A[-1].

Given: `linear`, `ACTIVATIONS` and `LOSSES` (functions.py). Yours: the forward pass
(4.1), the backward pass (4.2), and both together (4.3). Arrays may hold integers too,
and no function changes its arguments.

A worked example: one layer with one weight, on one example. w = 3, b = -1, x = 2,
ReLU, the target y = 1, and the loss (y_hat - y)^2.

    forward      z = 3 * 2 - 1 = 5          y_hat = relu(5) = 5      L = 16
    backward     dL/dy_hat = 2 (5 - 1) = 8
                 dL/dz = 8 * 1 = 8          ReLU's derivative at z = 5 is 1
                 dL/dw = 8 * x = 16         z = w x + b, so dz/dw = x
                 dL/db = 8 * 1 = 8          dz/db = 1
                 dL/dx = 8 * w = 24         for the layer below, if there were one
"""

import numpy as np

from .functions import ACTIVATIONS, LOSSES, linear


def _bell(e):
    return e / (1.0 + e) ** 2


# From dL/da and z to dL/dz. e^-|z| is at most 1, so nothing overflows.
THROUGH = {
    "identity": lambda g, z: g,
    "relu": lambda g, z: np.where(z > 0, g, 0.0),
    "sigmoid": lambda g, z: g * _bell(np.exp(-np.abs(z))),
    "tanh": lambda g, z: 4.0 * g * _bell(np.exp(-np.abs(z)) ** 2),
}


def forward(params, activations, X):
    # TODO(4.1): The input of each layer is the output of the layer before it.
    Z, A = [], [np.asarray(X, dtype=float)]
    for (W, b), name in zip(params, activations, strict=True):
        Z.append(linear(W, b, A[-1]))
        A.append(ACTIVATIONS[name](Z[-1]))
    return Z, A


def backward(params, activations, Z, A, dL_dyhat):
    # TODO(4.2): Go from the last layer to the first, with delta = dL/dZ[l] in hand. How do you
    # get it from what the layer above passed down? How do dW and db follow from delta and the
    # layer's input (write down the shapes), and what is passed on to the layer below?
    passed, grads = np.asarray(dL_dyhat, dtype=float), []
    for l in reversed(range(len(params))):
        delta = THROUGH[activations[l]](passed, np.asarray(Z[l], dtype=float))
        grads.append((delta.T @ np.asarray(A[l], dtype=float), delta.sum(axis=0)))
        if l > 0:
            passed = delta @ np.asarray(params[l][0], dtype=float)
    return grads[::-1]


def loss_and_gradients(params, activations, X, y, loss):
    # Imported here, so that forward and backward work even while jacobians.py does not.
    from .jacobians import mse_gradient, softmax_cross_entropy_gradient

    # TODO(4.3): Forward, then the loss and its gradient for y_hat, then backward. You wrote the gradients
    # of both losses in part 2.
    gradients = {"mse": mse_gradient, "softmax_cross_entropy": softmax_cross_entropy_gradient}
    Z, A = forward(params, activations, X)
    L, dL_dyhat = (table[loss](A[-1], y) for table in (LOSSES, gradients))
    return L, backward(params, activations, Z, A, dL_dyhat)
