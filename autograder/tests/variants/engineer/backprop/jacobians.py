"""Part 2. Jacobians: all the partial derivatives of a function with many inputs and outputs.

A Jacobian has a row for each output and a column for each input:
J[k, i] = df_k / dx_i. When in doubt, write the shapes beside the formula.

Given: `functions.py` (linear, sigmoid, softmax, ...), and `square_jacobian` below
as a worked example. Yours: the Jacobians of a linear layer (2.1 to 2.3), of the
activations (2.4) and of softmax (2.5), and the gradients of two losses (2.6, 2.7).
Arrays may hold integers, too; what you return holds floats. Arguments stay as they are.

Part 4 uses the two gradients. The tests compare everything with numeric derivatives.
"""

from __future__ import annotations

import math

import numpy as np

from .functions import softmax


def _zeros(rows: int, columns: int) -> list[list[float]]:
    """A table of zeros; each row is a list of its own."""
    return [[0.0] * columns for _ in range(rows)]


def _diagonal_matrix(slopes: list[float]) -> list[list[float]]:
    """The Jacobian of an elementwise function, from its slopes."""
    matrix = _zeros(len(slopes), len(slopes))
    k = 0
    while k < len(slopes):
        matrix[k][k] = slopes[k]
        k += 1
    return matrix


def square_jacobian(z):
    z = np.asarray(z, dtype=float)
    return np.diag(2.0 * z)


def linear_jacobian_x(W, b, x) -> list[list[float]]:
    # z_k grows by W[k, i] when x_i grows by 1. tolist() makes a new list: W stays as it is.
    return np.array(W, dtype=float).tolist()


def linear_jacobian_W(W, b, x) -> list[list[list[float]]]:
    inputs: list[float] = np.array(x, dtype=float).tolist()
    outputs = len(b)
    jacobian: list[list[list[float]]] = []
    k = 0
    while k < outputs:
        table = _zeros(outputs, len(inputs))
        table[k] = list(inputs)  # z_k depends on row k of W, and on no other row
        jacobian.append(table)
        k += 1
    return jacobian


def linear_jacobian_b(W, b, x) -> list[list[float]]:
    return _diagonal_matrix([1.0] * len(b))


def sigmoid_jacobian(z) -> list[list[float]]:
    # a (1 - a) = e^-|z| / (1 + e^-|z|)^2: the same number, but without the cancellation in 1 - a.
    small = np.exp(-np.abs(np.array(z, dtype=float)))
    return _diagonal_matrix((small / (1.0 + small) ** 2).tolist())


def tanh_jacobian(z) -> list[list[float]]:
    # 1 - a^2 = (2 e^-|z| / (1 + e^-2|z|))^2: again without the cancellation.
    small = np.exp(-np.abs(np.array(z, dtype=float)))
    return _diagonal_matrix(((2.0 * small / (1.0 + small * small)) ** 2).tolist())


def relu_jacobian(z) -> list[list[float]]:
    slopes = [1.0 if entry > 0.0 else 0.0 for entry in np.array(z, dtype=float).tolist()]
    return _diagonal_matrix(slopes)


def softmax_jacobian(z) -> list[list[float]]:
    p: list[float] = softmax(z).tolist()
    jacobian = _zeros(len(p), len(p))
    k = 0
    while k < len(p):
        i = 0
        while i < len(p):
            if i != k:
                jacobian[k][i] = -p[k] * p[i]
            i += 1
        # p_k (1 - p_k), where 1 - p_k is the sum of all the other probabilities.
        jacobian[k][k] = p[k] * math.fsum(p[:k] + p[k + 1 :])
        k += 1
    return jacobian


def mse_gradient(y_hat, y) -> list[list[float]]:
    predictions, targets = np.array(y_hat, dtype=float), np.array(y, dtype=float)
    if predictions.shape != targets.shape:  # as in mse: never let NumPy stretch one of them
        raise ValueError(f"y_hat has shape {predictions.shape}, but y has shape {targets.shape}")
    return (2.0 * (predictions - targets) / predictions.size).tolist()


def softmax_cross_entropy_gradient(logits, labels) -> list[list[float]]:
    gradient = softmax(logits)  # a new array: the logits are not changed
    labels = np.array(labels)
    examples = len(labels)
    r = 0
    while r < examples:
        correct = int(labels[r])
        # p - 1 for the correct class is minus the sum of the other probabilities.
        gradient[r, correct] = 0.0
        gradient[r, correct] = -gradient[r].sum()
        r += 1
    return (gradient / examples).tolist()


if __name__ == "__main__":
    print("softmax:", softmax_jacobian([0.5, -1.0, 2.0]))
    print("relu:   ", relu_jacobian([2, 0, -3]))
