"""question: 4.2
functions: backward
mistake: masks delta in place at a ReLU: in the last layer delta is the caller's dL_dyhat
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
    delta = np.asarray(dL_dyhat, dtype=float)
    grads = [None] * len(params)
    for l in reversed(range(len(params))):
        W = np.asarray(params[l][0], dtype=float)
        z = np.asarray(Z[l], dtype=float)
        if activations[l] == "relu":
            delta[z <= 0] = 0.0
        else:
            delta = delta * _slope(activations[l], z)
        grads[l] = (delta.T @ np.asarray(A[l], dtype=float), delta.sum(axis=0))
        delta = delta @ W
    return grads
