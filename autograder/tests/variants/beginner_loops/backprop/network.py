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


def forward(params, activations, X):
    Z = []
    A = [np.array(X, dtype=float)]
    for l in range(len(params)):
        W, b = params[l]
        activation = ACTIVATIONS[activations[l]]
        z = linear(W, b, A[l])
        Z.append(z)
        A.append(activation(z))
    return Z, A


def activation_slopes(name, Z):
    """The derivative of the activation called name at each entry of Z. It never overflows."""
    if name == "identity":
        return np.ones(Z.shape)
    if name == "relu":
        return np.where(Z > 0, 1.0, 0.0)
    small = np.exp(-np.abs(Z))  # between 0 and 1
    if name == "sigmoid":
        # a (1 - a), written so that no digits are lost where a is almost 1
        return small / (1.0 + small) ** 2
    if name == "tanh":
        # 1 - a^2 = (2 / (e^z + e^-z))^2
        return (2.0 * small / (1.0 + small**2)) ** 2
    raise ValueError(f"there is no activation {name!r}")


def backward(params, activations, Z, A, dL_dyhat):
    grads = [None] * len(params)
    dL_dA = np.asarray(dL_dyhat, dtype=float)  # (n, out) of layer l, from the layer above
    for l in range(len(params) - 1, -1, -1):
        W = np.asarray(params[l][0], dtype=float)  # (out, in)
        layer_input = np.asarray(A[l], dtype=float)  # (n, in)
        slopes = activation_slopes(activations[l], np.asarray(Z[l], dtype=float))
        delta = dL_dA * slopes  # (n, out)
        dW = delta.T @ layer_input  # (out, n) times (n, in): the sum over the examples
        db = delta.sum(axis=0)  # (out,)
        grads[l] = (dW, db)
        if l > 0:
            dL_dA = delta @ W  # (n, out) times (out, in)
    return grads


def loss_and_gradients(params, activations, X, y, loss):
    # Imported here, so that forward and backward work even while jacobians.py does not.
    from .jacobians import mse_gradient, softmax_cross_entropy_gradient

    Z, A = forward(params, activations, X)
    y_hat = A[-1]
    L = LOSSES[loss](y_hat, y)
    if loss == "mse":
        dL_dyhat = mse_gradient(y_hat, y)
    else:
        dL_dyhat = softmax_cross_entropy_gradient(y_hat, y)
    grads = backward(params, activations, Z, A, dL_dyhat)
    return L, grads
