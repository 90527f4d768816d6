"""Part 2. Jacobians: all the partial derivatives of a function with many inputs and outputs.

A Jacobian has a row for each output and a column for each input:
J[k, i] = df_k / dx_i. When in doubt, write the shapes beside the formula.

Given: `functions.py` (linear, sigmoid, softmax, ...), and `square_jacobian` below
as a worked example. Yours: the Jacobians of a linear layer (2.1 to 2.3), of the
activations (2.4) and of softmax (2.5), and the gradients of two losses (2.6, 2.7).
Arrays may hold integers, too; what you return holds floats. Arguments stay as they are.

Part 4 uses the two gradients. The tests compare everything with numeric derivatives.
"""

import numpy as np



def _sech(u):
    """2 / (e^u + e^-u), elementwise, as 2 e^-|u| / (1 + e^-2|u|): it never overflows."""
    small = np.exp(-np.abs(u))
    return 2.0 * small / (1.0 + small**2)


def _probabilities(z):
    """softmax(z) along the last axis, as e^(z - log sum_i e^(z_i))."""
    z = z - z.max(axis=-1, keepdims=True)
    return np.exp(z - np.log(np.exp(z).sum(axis=-1, keepdims=True)))


def square_jacobian(z):
    z = np.asarray(z, dtype=float)
    return np.diag(2.0 * z)


def linear_jacobian_x(W, b, x):
    W, x = np.asarray(W, dtype=float), np.asarray(x, dtype=float)
    return W * np.ones_like(x)  # column i is W[:, i] dx_i/dx_i, and always a new array


def linear_jacobian_W(W, b, x):
    x = np.asarray(x, dtype=float)
    same_row = np.equal.outer(np.arange(len(W)), np.arange(len(W)))  # [k, j]: Kronecker's delta
    return np.where(same_row[:, :, np.newaxis], x, 0.0)


def linear_jacobian_b(W, b, x):
    units = np.arange(len(W))
    return np.equal.outer(units, units).astype(float)


def sigmoid_jacobian(z):
    # sigmoid(z) = (1 + tanh(z/2)) / 2, so its derivative is sech(z/2)^2 / 4. That is a (1 - a),
    # without the cancellation in 1 - a where a is almost 1.
    return np.diag((_sech(np.asarray(z, dtype=float) / 2.0) / 2.0) ** 2)


def tanh_jacobian(z):
    return np.diag(_sech(np.asarray(z, dtype=float)) ** 2)  # 1 - tanh^2 = sech^2


def relu_jacobian(z):
    return np.diag(np.heaviside(np.asarray(z, dtype=float), 0.0))


def softmax_jacobian(z):
    p = _probabilities(np.asarray(z, dtype=float))
    jacobian = -(p[:, np.newaxis] * p[np.newaxis, :])
    # The p add up to 1, so 1 - p_k is the sum of the others: each row adds up to 0.
    np.fill_diagonal(jacobian, 0.0)
    np.fill_diagonal(jacobian, -jacobian.sum(axis=1))
    return jacobian


def mse_gradient(y_hat, y):
    y_hat, y = np.asarray(y_hat, dtype=float), np.asarray(y, dtype=float)
    if y_hat.shape != y.shape:  # as mse itself: it has no value there, so no gradient either
        raise ValueError(f"y_hat has shape {y_hat.shape}, but y has shape {y.shape}")
    return (y_hat - y) / (y_hat.size / 2.0)


def softmax_cross_entropy_gradient(logits, labels):
    p = _probabilities(np.asarray(logits, dtype=float))
    n, m = p.shape
    one_hot = np.equal.outer(np.asarray(labels), np.arange(m))
    # Each row of p - one_hot adds up to 0, and p_label - 1 is minus the sum of the other p.
    others = np.where(one_hot, 0.0, p)
    return (others - one_hot * others.sum(axis=1, keepdims=True)) / n
