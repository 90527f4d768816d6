"""question: 4.2
functions: backward
mistake: takes the slope at the layer below's z where the widths agree
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
        z = np.asarray(Z[layer], dtype=float)
        if layer > 0 and np.shape(Z[layer - 1]) == z.shape:
            z = np.asarray(Z[layer - 1], dtype=float)
        delta = upstream * slopes[activations[layer]](z)
        grads.insert(0, (delta.T @ np.asarray(A[layer]), delta.sum(axis=0)))
        upstream = delta @ np.asarray(params[layer][0])
    return grads
