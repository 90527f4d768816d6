"""Part 2 with other formulas for the same slopes."""

import numpy as np


def linear_jacobian_x(W, b, x):
    return W


def linear_jacobian_W(W, b, x):
    m, n = np.shape(W)
    return np.kron(np.eye(m), np.asarray(x)).reshape(m, m, n)


def linear_jacobian_b(W, b, x):
    m = len(b)
    J = np.zeros(m * m)
    J[:: m + 1] = 1
    return J.reshape(m, m)


def sigmoid_jacobian(z):
    # Beyond 700 cosh would overflow, and the slope is below 1e-304 anyway.
    half = np.clip(z, -700, 700) / 2
    return np.diagflat(1 / (4 * np.cosh(half) ** 2))


def tanh_jacobian(z):
    sech = 2 * np.exp(-np.abs(z)) / (1 + np.exp(-2 * np.abs(z)))
    return np.diag(sech**2)


def relu_jacobian(z):
    return np.diag(np.heaviside(z, 0.0))


def softmax_jacobian(z):
    z = np.asarray(z, dtype=float)
    m = z.max()
    p = np.exp(z - m - np.log(np.exp(z - m).sum()))
    return p[:, None] * (np.eye(p.size) - p[None, :])


def mse_gradient(y_hat, y):
    n, k = np.shape(y_hat)
    return (np.array(y_hat) - np.array(y)) / (0.5 * n * k)


def softmax_cross_entropy_gradient(logits, labels):
    logits = np.asarray(logits, dtype=float)
    labels = np.asarray(labels)
    n = logits.shape[0]
    top = logits.max(axis=1, keepdims=True)
    log_sum_exp = top + np.log(np.sum(np.exp(logits - top), axis=1, keepdims=True))
    gradient = np.exp(logits - log_sum_exp - np.log(n))
    np.subtract.at(gradient, (np.arange(n), labels), 1 / n)
    return gradient
