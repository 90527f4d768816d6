"""question: 4.2
functions: backward
mistake: takes the slope of the activation one layer up (the same where all are alike)
"""

import numpy as np

from .functions import ACTIVATIONS


def _slope(name, z):
    a = ACTIVATIONS[name](z)
    if name == "relu":
        return (z > 0).astype(float)
    if name == "sigmoid":
        return a * (1.0 - a)
    if name == "tanh":
        return 1.0 - a**2
    return np.ones_like(a)


def backward(params, activations, Z, A, dL_dyhat):
    grads = []
    delta = np.asarray(dL_dyhat, dtype=float) * _slope(activations[-1], np.asarray(Z[-1], dtype=float))
    for l in reversed(range(len(params))):
        grads.insert(0, (delta.T @ np.asarray(A[l], dtype=float), delta.sum(axis=0)))
        if l > 0:
            W = np.asarray(params[l][0], dtype=float)
            delta = (delta @ W) * _slope(activations[l], np.asarray(Z[l - 1], dtype=float))
    return grads
