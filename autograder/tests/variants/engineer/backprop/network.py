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

from __future__ import annotations

import numpy as np

from .functions import ACTIVATIONS, LOSSES, linear


class _Layer:
    """One layer: its weights and biases in float64, and the name of its activation."""

    def __init__(self, W, b, activation: str) -> None:
        if activation not in ACTIVATIONS:
            raise ValueError(f"there is no activation {activation!r}")
        self.W: np.ndarray = np.asarray(W, dtype=float)
        self.b: np.ndarray = np.asarray(b, dtype=float)
        self.activation = activation

    def before_activation(self, inputs: np.ndarray) -> np.ndarray:
        return linear(self.W, self.b, inputs)

    def after_activation(self, z: np.ndarray) -> np.ndarray:
        return ACTIVATIONS[self.activation](z)

    def slopes(self, z) -> np.ndarray:
        """The activation's derivative at each z. e^-|z| is at most 1, so nothing overflows."""
        z = np.asarray(z, dtype=float)
        if self.activation == "identity":
            return np.ones_like(z)
        if self.activation == "relu":
            return (z > 0.0).astype(float)  # 0 at the kink
        small = np.exp(-np.abs(z))
        if self.activation == "sigmoid":
            return small / (1.0 + small) ** 2  # a (1 - a)
        return (2.0 * small / (1.0 + small * small)) ** 2  # tanh: 1 - a^2


def _layers_of(params, activations) -> list[_Layer]:
    if len(params) != len(activations):
        raise ValueError(f"{len(params)} layers, but {len(activations)} activations")
    layers = []
    l = 0
    while l < len(params):
        W, b = params[l]
        layers.append(_Layer(W, b, activations[l]))
        l += 1
    return layers


def forward(params, activations, X) -> tuple[list[np.ndarray], list[np.ndarray]]:
    layers = _layers_of(params, activations)
    Z: list[np.ndarray] = []
    A: list[np.ndarray] = [np.array(X, dtype=float)]  # a copy: later changes of X do not reach it
    l = 0
    while l < len(layers):
        z = layers[l].before_activation(A[l])
        Z.append(z)
        A.append(layers[l].after_activation(z))
        l += 1
    return Z, A


def backward(params, activations, Z, A, dL_dyhat) -> list[tuple[np.ndarray, np.ndarray]]:
    layers = _layers_of(params, activations)
    grads: list[tuple[np.ndarray, np.ndarray]] = []
    passed_down = np.array(dL_dyhat, dtype=float)  # dL/dA[l + 1]
    l = len(layers) - 1
    while l >= 0:
        delta = passed_down * layers[l].slopes(Z[l])  # dL/dZ[l], (n, out)
        dW = delta.T @ np.asarray(A[l], dtype=float)  # (out, n) (n, in)
        db = delta.sum(axis=0)  # all examples share b
        grads.append((dW, db))
        if l > 0:  # nobody needs dL/dX
            passed_down = delta @ layers[l].W  # (n, out) (out, in)
        l -= 1
    grads.reverse()  # found from the last to the first, handed back in the order of params
    return grads


def loss_and_gradients(params, activations, X, y, loss: str) -> tuple[float, list]:
    # Imported here, so that forward and backward work even while jacobians.py does not.
    from .jacobians import mse_gradient, softmax_cross_entropy_gradient

    loss_gradients = {
        "mse": mse_gradient,
        "softmax_cross_entropy": softmax_cross_entropy_gradient,
    }
    if loss not in loss_gradients:
        raise ValueError(f"there is no loss {loss!r}")
    Z, A = forward(params, activations, X)
    L = float(LOSSES[loss](A[-1], y))
    dL_dyhat = np.asarray(loss_gradients[loss](A[-1], y), dtype=float)
    return L, backward(params, activations, Z, A, dL_dyhat)


if __name__ == "__main__":
    # The worked example from the top: 16, [[16]] and [8].
    print(loss_and_gradients([([[3]], [-1])], ["relu"], [[2]], [[1]], "mse"))
