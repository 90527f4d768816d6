"""question: 4.2
functions: backward
mistake: starts with the upstream gradient as delta: the last layer's slope is missing (the same where it is the identity)
"""

import numpy as np

from .functions import sigmoid


def backward(params, activations, Z, A, dL_dyhat):
    slopes = {"identity": np.ones_like, "relu": lambda z: (z > 0).astype(float)}
    slopes["sigmoid"] = lambda z: sigmoid(z) * (1 - sigmoid(z))
    slopes["tanh"] = lambda z: 1 - np.tanh(z) ** 2
    delta = np.asarray(dL_dyhat, dtype=float)
    grads = []
    for layer in range(len(params) - 1, -1, -1):
        grads.insert(0, (delta.T @ np.asarray(A[layer]), delta.sum(axis=0)))
        if layer > 0:
            delta = delta @ np.asarray(params[layer][0])
            delta = delta * slopes[activations[layer - 1]](np.asarray(Z[layer - 1], dtype=float))
    return grads
