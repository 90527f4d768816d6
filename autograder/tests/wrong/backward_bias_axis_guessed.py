"""question: 4.2
functions: backward
mistake: looks for the axis to sum over by its length, and picks the wrong one where n = out
"""

import numpy as np

from .functions import sigmoid


def backward(params, activations, Z, A, dL_dyhat):
    slopes = {"identity": np.ones_like, "relu": lambda z: (z > 0).astype(float)}
    slopes["sigmoid"] = lambda z: sigmoid(z) * (1 - sigmoid(z))
    slopes["tanh"] = lambda z: 1 - np.tanh(z) ** 2
    upstream = np.asarray(dL_dyhat, dtype=float)
    grads = []
    for layer in range(len(params) - 1, -1, -1):
        W, b = params[layer]
        delta = upstream * slopes[activations[layer]](np.asarray(Z[layer], dtype=float))
        db = delta.sum(axis=1 - delta.shape.index(len(b)))
        grads.insert(0, (delta.T @ np.asarray(A[layer]), db))
        upstream = delta @ np.asarray(W)
    return grads
