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


def _sech(u):
    """2 / (e^u + e^-u), elementwise, as 2 e^-|u| / (1 + e^-2|u|): it never overflows."""
    small = np.exp(-np.abs(u))
    return 2.0 * small / (1.0 + small**2)


# The derivatives of the activations, at z. sigmoid(z) is (1 + tanh(z/2)) / 2.
_SLOPES = {
    "identity": np.ones_like,
    "relu": lambda z: np.heaviside(z, 0.0),
    "sigmoid": lambda z: (_sech(z / 2.0) / 2.0) ** 2,
    "tanh": lambda z: _sech(z) ** 2,
}


def forward(params, activations, X):
    Z, A = [], [np.asarray(X, dtype=float)]
    for (W, b), name in zip(params, activations, strict=True):
        Z.append(linear(W, b, A[-1]))
        A.append(ACTIVATIONS[name](Z[-1]))
    return Z, A


def backward(params, activations, Z, A, dL_dyhat):
    grads = []
    passed_down = np.asarray(dL_dyhat, dtype=float)  # dL/dA[l + 1]
    for l in reversed(range(len(params))):
        delta = passed_down * _SLOPES[activations[l]](np.asarray(Z[l], dtype=float))
        inputs = np.asarray(A[l], dtype=float)
        # The sum over the examples n of the outer products delta[n] inputs[n]^T.
        grads.append((np.tensordot(delta, inputs, axes=(0, 0)), delta.sum(axis=0)))
        if l > 0:  # nobody asks for dL/dX
            passed_down = delta @ np.asarray(params[l][0], dtype=float)
    return grads[::-1]


def loss_and_gradients(params, activations, X, y, loss):
    # Imported here, so that forward and backward work even while jacobians.py does not.
    from .jacobians import mse_gradient, softmax_cross_entropy_gradient

    loss_gradients = {
        "mse": mse_gradient,
        "softmax_cross_entropy": softmax_cross_entropy_gradient,
    }
    Z, A = forward(params, activations, X)
    grads = backward(params, activations, Z, A, loss_gradients[loss](A[-1], y))
    return LOSSES[loss](A[-1], y), grads
