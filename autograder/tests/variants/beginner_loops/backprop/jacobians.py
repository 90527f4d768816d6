"""Part 2. Jacobians: all the partial derivatives of a function with many inputs and outputs.

A Jacobian has a row for each output and a column for each input:
J[k, i] = df_k / dx_i. When in doubt, write the shapes beside the formula.

Given: `functions.py` (linear, sigmoid, softmax, ...), and `square_jacobian` below
as a worked example. Yours: the Jacobians of a linear layer (2.1 to 2.3), of the
activations (2.4) and of softmax (2.5), and the gradients of two losses (2.6, 2.7).
Arrays may hold integers, too; what you return holds floats. Arguments stay as they are.

Part 4 uses the two gradients. The tests compare everything with numeric derivatives.
"""

import math

import numpy as np

from .functions import sigmoid, softmax, tanh


def square_jacobian(z):
    z = np.asarray(z, dtype=float)
    return np.diag(2.0 * z)


def linear_jacobian_x(W, b, x):
    W = np.asarray(W, dtype=float)
    m, d = W.shape
    J = np.zeros((m, d))
    for k in range(m):
        for i in range(d):
            J[k, i] = W[k, i]
    return J


def linear_jacobian_W(W, b, x):
    m = len(b)
    d = len(x)
    J = np.zeros((m, m, d))
    for k in range(m):
        for i in range(d):
            J[k, k, i] = x[i]  # z_k uses only row k of W
    return J


def linear_jacobian_b(W, b, x):
    m = len(b)
    J = np.zeros((m, m))
    for k in range(m):
        J[k, k] = 1.0
    return J


def sigmoid_jacobian(z):
    z = np.asarray(z, dtype=float)
    a = sigmoid(z)
    one_minus_a = sigmoid(-z)  # the same as 1 - a, but without losing digits where a is almost 1
    m = len(z)
    J = np.zeros((m, m))
    for k in range(m):
        J[k, k] = a[k] * one_minus_a[k]
    return J


def tanh_jacobian(z):
    m = len(z)
    J = np.zeros((m, m))
    for k in range(m):
        # 1 - a^2, which is (2 / (e^z + e^-z))^2: so no digits are lost where a is almost 1.
        small = math.exp(-abs(float(z[k])))  # between 0 and 1, so nothing overflows
        root = 2.0 * small / (1.0 + small * small)
        J[k, k] = root * root
    return J


def relu_jacobian(z):
    m = len(z)
    J = np.zeros((m, m))
    for k in range(m):
        if z[k] > 0:
            J[k, k] = 1.0
    return J


def sum_of_others(p, k):
    """The sum of all p_i but p_k. For probabilities that is 1 - p_k, with all its digits."""
    total = 0.0
    for i in range(len(p)):
        if i != k:
            total = total + p[i]
    return total


def softmax_jacobian(z):
    p = softmax(z)
    m = len(p)
    J = np.zeros((m, m))
    for k in range(m):
        for i in range(m):
            if i == k:
                J[k, i] = p[k] * sum_of_others(p, k)  # 1 - p_k is the sum of the others
            else:
                J[k, i] = -p[k] * p[i]
    return J


def mse_gradient(y_hat, y):
    y_hat = np.asarray(y_hat, dtype=float)
    y = np.asarray(y, dtype=float)
    n, m = y_hat.shape
    gradient = np.zeros((n, m))
    for r in range(n):
        for k in range(m):
            gradient[r, k] = 2.0 * (y_hat[r, k] - y[r, k]) / (n * m)
    return gradient


def softmax_cross_entropy_gradient(logits, labels):
    p = softmax(logits)
    n, m = p.shape
    gradient = np.zeros((n, m))
    for r in range(n):
        label = int(labels[r])
        for k in range(m):
            if k == label:
                gradient[r, k] = -sum_of_others(p[r], k) / n  # (p_k - 1) / n
            else:
                gradient[r, k] = p[r, k] / n
    return gradient
