"""With this file you can build a network's forward pass.

It is given complete: read it, do not change it.
Every function takes integers or floats (arrays, lists or numbers), computes in
float64, and does not change its arguments.
"""

from itertools import pairwise

import numpy as np


def linear(W, b, x):
    """z = W x + b, for one example or for a batch.

    W: (out, in); W[j, i] is the weight on the connection from input i to output j.
    b: (out,).
    x: (in,) for one example, or X (n, in), one example per row; then Z = X W^T + b.
    Returns (out,) or (n, out).
    """
    W, b, x = np.asarray(W, dtype=float), np.asarray(b, dtype=float), np.asarray(x, dtype=float)
    return x @ W.T + b


def identity(z):
    """z itself, as a new float array: the activation of a layer that has none."""
    return np.array(z, dtype=float)


def relu(z):
    """max(0, z), elementwise."""
    return np.maximum(np.asarray(z, dtype=float), 0.0)


def sigmoid(z):
    """1 / (1 + e^-z), elementwise. It never overflows."""
    z = np.asarray(z, dtype=float)
    # e^-|z| is between 0 and 1, where e^-z would overflow at z = -1000.
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, 1.0, small) / (1.0 + small)


def tanh(z):
    """(e^z - e^-z) / (e^z + e^-z), elementwise."""
    return np.tanh(np.asarray(z, dtype=float))


def softmax(z):
    """p_k = e^(z_k) / sum_i e^(z_i), along the last axis. It never overflows.

    z: logits, (m,) for one example or (n, m) for a batch.
    Returns probabilities of the same shape; each row adds up to 1.
    """
    z = np.asarray(z, dtype=float)
    # A constant that is subtracted from all logits cancels in the fraction.
    exponentials = np.exp(z - z.max(axis=-1, keepdims=True))
    return exponentials / exponentials.sum(axis=-1, keepdims=True)


def mse(y_hat, y):
    """The mean squared error: the mean of (y_hat - y)^2 over all n * m entries.

    y_hat, y: predictions and targets, both (n, m).
    Returns a float. ValueError where the shapes differ: NumPy would stretch a y
    of shape (n,) against (n, 1) to (n, n), and compare every pair of examples.
    """
    y_hat, y = np.asarray(y_hat, dtype=float), np.asarray(y, dtype=float)
    if y_hat.shape != y.shape:
        raise ValueError(f"y_hat has shape {y_hat.shape}, but y has shape {y.shape}")
    return float(np.mean((y_hat - y) ** 2))


def softmax_cross_entropy(logits, labels):
    """The mean over the examples of -log(p of the correct class), where p = softmax(logits).

    logits: (n, m), any real numbers: the softmax is included here.
    labels: (n,), integers from 0 to m - 1, the correct class of each example.
    Returns a float, in nats. It never overflows.
    """
    logits, labels = np.asarray(logits, dtype=float), np.asarray(labels)
    # -log p_j = log(sum_i e^(z_i)) - z_j. Computed so, no probability can round to 0.
    shifted = logits - logits.max(axis=1, keepdims=True)
    log_sums = np.log(np.exp(shifted).sum(axis=1))
    losses = log_sums - shifted[np.arange(len(labels)), labels]
    return float(losses.sum() / len(labels))


ACTIVATIONS = {"identity": identity, "relu": relu, "sigmoid": sigmoid, "tanh": tanh}
LOSSES = {"mse": mse, "softmax_cross_entropy": softmax_cross_entropy}


def init_params(layer_sizes, rng):
    """Random first weights for a network, and biases of zero.

    layer_sizes: the number of units from the input to the output, for example [64, 16, 10].
    rng: a numpy.random.Generator.
    Returns [(W1, b1), (W2, b2), ...] with W of shape (out, in) and b of shape (out,).
    Weights are normal with mean 0 and variance 2 / in (He's scaling): then the
    signal keeps its size from layer to layer of ReLUs, instead of dying or growing.
    """
    return [
        (rng.normal(0.0, np.sqrt(2.0 / inputs), size=(outputs, inputs)), np.zeros(outputs))
        for inputs, outputs in pairwise(layer_sizes)
    ]
