"""Part 4. Backprop: the gradient of a loss for every weight, in one backward pass.

A network is `params = [(W1, b1), (W2, b2), ...]`, with W of shape (out, in) and b
of shape (out,), and `activations`, a name for each layer: ["relu", "identity"].
X has one example a row. Layer l (counted from 0, as lists are) computes

    Z[l] = A[l] W^T + b,    A[l + 1] = activation(Z[l]),    A[0] = X,    y_hat = A[-1].

Given: `linear`, `ACTIVATIONS` and `LOSSES` (functions.py). Yours: the forward pass
(4.1), the backward pass (4.2), and both together (4.3). Arrays may hold integers too,
and no function changes its arguments.

A worked example: one layer with one weight, on one example. w = 3, b = -1, x = 2,
ReLU, the target y = 1, and the loss (y_hat - y)^2.

    forward      z = 3 * 2 - 1 = 5          y_hat = relu(5) = 5      L = 16
    backward     dL/dy_hat = 2 (5 - 1) = 8
                 dL/dz = 8 * 1 = 8          ReLU's slope at z = 5 is 1
                 dL/dw = 8 * x = 16         z = w x + b, so dz/dw = x
                 dL/db = 8 * 1 = 8          dz/db = 1
                 dL/dx = 8 * w = 24         for the layer below, if there were one
"""

import numpy as np

from .functions import ACTIVATIONS, LOSSES, linear


def forward(params, activations, X):
    """Run the network on a batch, and keep what the backward pass needs.

    params: [(W1, b1), ...]. activations: a list of names, one a layer, each "identity",
    "relu", "sigmoid" or "tanh". X: (n, d).
    Returns (Z, A), two lists of arrays. Z[l] is layer l's value before its activation
    and A[l + 1] the value after it, both (n, out). A[0] is X and A[-1] is y_hat, so A
    is one longer than Z. However far out a z lies, no activation overflows.
    """
    # TODO(4.1): Each layer takes what the layer before it gave.
    raise NotImplementedError("4.1 forward is yours to write")


def backward(params, activations, Z, A, dL_dyhat):
    """The gradient of the loss for all weights and biases: the chain rule, last layer first.

    params, activations: as for forward. Z, A: what forward returned.
    dL_dyhat: (n, out), the loss's gradient for y_hat = A[-1]. If the loss is a
        mean, the mean's factor is in here already.
    Returns [(dW1, db1), ...], with the shapes of params: dW[j, i] = dL/dW[j, i], and
    db[j] = dL/db[j]. ReLU's slope at 0 is 0, and far out every slope is finite.

    It costs about as much as two forward passes, however many weights there are.
    Running the network again for each weight is not backprop and earns nothing.
    """
    # TODO(4.2): Go from the last layer to the first, with delta = dL/dZ[l] in hand. How does it come
    # from what the layer above sent down? What do delta and the layer's input give for W and
    # for b (write down the shapes), and what goes on to the layer below?
    raise NotImplementedError("4.2 backward is yours to write")


def loss_and_gradients(params, activations, X, y, loss):
    """The loss on a batch, and its gradient for all weights and biases.

    params, activations, X: as for forward.
    y: targets (n, k) for "mse", labels (n,), integers, for "softmax_cross_entropy".
    loss: "mse" or "softmax_cross_entropy". The latter takes y_hat for logits: the
        softmax is part of the loss, not of the network.
    Returns (L, grads): a number, and a list like that of backward. L is finite even where
    the right class is so unlikely that its probability rounds to 0.
    Running the network again for each weight earns nothing here either.
    """
    # Imported here, so that forward and backward work even while jacobians.py does not.
    from .jacobians import mse_gradient, softmax_cross_entropy_gradient

    # TODO(4.3): Forward, then the loss and its gradient for y_hat, then backward. You wrote the gradients
    # of both losses in part 2.
    raise NotImplementedError("4.3 loss_and_gradients is yours to write")
