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

from .functions import sigmoid, softmax, tanh


def square_jacobian(z):
    z = np.asarray(z, dtype=float)
    return np.diag(2.0 * z)


def linear_jacobian_x(W, b, x):
    # TODO(2.1): If x_i grows by 1, how much does z_k grow?
    return np.array(W, dtype=float)


def linear_jacobian_W(W, b, x):
    # TODO(2.2): On which rows of W does z_k depend at all?
    J = np.zeros((len(W), *np.shape(W)))
    np.einsum("kki->ki", J)[...] = x  # a view of the entries with j = k
    return J


def linear_jacobian_b(W, b, x):
    # TODO(2.3): If b_j grows by 1, which z_k change, and by how much?
    return np.eye(len(b))


def sigmoid_jacobian(z):
    # TODO(2.4): The derivative can be written in terms of a = sigmoid(z). Note that z is given, not a.
    z = np.asarray(z, dtype=float)
    return np.diag(sigmoid(z) * sigmoid(-z))  # 1 - a = sigmoid(-z), without cancellation


def tanh_jacobian(z):
    # TODO(2.4): The derivative can be written in terms of a = tanh(z).
    z = 2.0 * np.asarray(z, dtype=float)
    return np.diag(4.0 * sigmoid(z) * sigmoid(-z))  # tanh(z) = 2 sigmoid(2 z) - 1


def relu_jacobian(z):
    # TODO(2.4): What is the derivative where z_k is positive, and where it is not?
    return np.diag((np.asarray(z, dtype=float) > 0).astype(float))


def softmax_jacobian(z):
    # TODO(2.5): Every p_k depends on every z_i: write down dp_k/dz_k, and dp_k/dz_i for i != k.
    p = softmax(z)
    J = -np.outer(p, p)
    np.fill_diagonal(J, 0.0)
    np.fill_diagonal(J, -J.sum(axis=1))  # p_k (1 - p_k), as each row adds up to 0
    return J


def mse_gradient(y_hat, y):
    # TODO(2.6): Take the derivative of one entry's square. The loss is a mean: of how many numbers?
    y_hat, y = np.asarray(y_hat, dtype=float), np.asarray(y, dtype=float)
    if y_hat.shape != y.shape:
        raise ValueError(f"y_hat has shape {y_hat.shape}, but y has shape {y.shape}")
    return 2.0 * (y_hat - y) / y_hat.size


def softmax_cross_entropy_gradient(logits, labels):
    # TODO(2.7): For one example, -log p_label = log(sum_i e^(z_i)) - z_label: differentiate that.
    p = softmax(logits)
    n, m = p.shape
    correct = np.asarray(labels)[:, np.newaxis] == np.arange(m)
    others = np.where(correct, 0.0, p)
    # p_label - 1 is minus the sum of the other probabilities.
    return np.where(correct, -others.sum(axis=1, keepdims=True), others) / n
